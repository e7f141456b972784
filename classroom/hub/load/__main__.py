"""The command `python -m classroom.hub.load`: first one student alone, then all at once, and what came of it."""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from helpers.build.notebooks import ROOT, chosen

from . import compare
from .hub import HubFailed, HubTrial, running
from .student import Seen, stop_server, study

MOST = 20  # how many times as long as one alone the slowest may take


def main() -> int:
    """Do it; the exit status is 0 if all saw what they should, in time, and nothing was left behind."""
    parser = argparse.ArgumentParser(prog="python -m classroom.hub.load", description=__doc__)
    parser.add_argument("--students", type=int, default=30, help="how many begin at once (30)")
    parser.add_argument("--notebook", default="1.3", help="what the notebook's name begins with (1.3)")
    asked = parser.parse_args()
    notebook = chosen([asked.notebook])[0].name
    folder = Path(tempfile.mkdtemp(prefix="processes-load-"))
    try:
        with running(folder, ROOT.as_uri()) as hub:
            alone = at_once(hub, folder, notebook, ["alone"])
            names = [f"student-{number:02}" for number in range(1, asked.students + 1)]
            crowd = at_once(hub, folder, notebook, names)
    except (HubFailed, KeyboardInterrupt) as problem:
        shutil.rmtree(folder)
        sys.exit(str(problem) or "Stopped, and with it the hub and all servers.")
    left = compare.left_behind(folder)
    faults = alone.faults + crowd.faults + [f"left behind: {process}" for process in left]
    first, slowest = alone.wholes()[0], max(crowd.wholes())
    print(f"{os.cpu_count()} CPUs, {notebook}")
    print(f"one student:   {alone.told()}")
    print(f"{asked.students} students:   {crowd.told()}")
    print(f"the slowest took {slowest / first:.1f} times as long as one alone, of {MOST} allowed")
    if slowest > MOST * first:
        faults.append("that is too long")
    print("\n".join(faults) if faults else "all saw what they should, and nothing is left behind")
    if faults:
        print(f"the hub's log: {folder}/hub.log")
    else:
        shutil.rmtree(folder)
    return int(bool(faults))


class Class:
    """What some students saw who began together."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.faults: list[str] = []
        self.memory = 0

    def wholes(self) -> list[float]:
        """How long each student took, from the wish for a server to the last cell, in seconds."""
        return [one.start_s + one.run_s for one in self.seen]

    def told(self) -> str:
        """The figures in one line: medians, and the longest."""
        starts, runs = [one.start_s for one in self.seen], [one.run_s for one in self.seen]
        held, open_ = (sum(counts) for counts in zip(*(compare.claims(one.notebook) for one in self.seen), strict=True))
        return (
            f"server {statistics.median(starts):.1f} s (longest {max(starts):.1f}),"
            f" notebook {statistics.median(runs):.1f} s (longest {max(runs):.1f}),"
            f" together {statistics.median(self.wholes()):.1f} s (longest {max(self.wholes()):.1f});"
            f" {held} claims held, {open_} couldn't be checked; {self.memory / 2**20:.0f} MiB of memory in the end"
        )


def at_once(hub: HubTrial, folder: Path, notebook: str, names: list[str]) -> Class:
    """Let students of these names begin at the same instant, each in a thread of ours, and stop their servers."""
    together, result = threading.Barrier(len(names)), Class()

    def one(name: str) -> tuple[str, Seen | Exception]:
        together.wait()
        try:
            return name, study(hub, name, notebook)
        except Exception as problem:  # a student's bad luck is to be told, not to end the others' trial
            return name, problem

    with ThreadPoolExecutor(len(names)) as pool:
        for name, seen in pool.map(one, names):
            if isinstance(seen, Exception):
                result.faults.append(f"{name}: {type(seen).__name__}: {seen}")
            else:
                result.seen.append(seen)
                result.faults += [f"{name}: {fault}" for fault in compare.wrong(seen.notebook, notebook)]
        result.memory = compare.memory(folder)
        list(pool.map(lambda name: stop_server(hub, name), names))
    if not result.seen:
        raise HubFailed("Nobody could work:\n" + "\n".join(result.faults))
    return result


if __name__ == "__main__":
    sys.exit(main())
