"""The faults of a notebook's own kernel while a program runs: interrupted, restarted, killed, and not alone.

    Fault ──perform()──► kernels ──a cell with run()──► program, which says that it is there and waits
               └──what befalls the kernel──┘

As in faults.py, what is performed here is judged by test_faults.py and written down by fault_page.py.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from faults import PATIENCE_S, Seen, without_pids
from kernels import answers, idle, messages, running_kernel, stream_text
from record_checks import Marker, ended_with

from helpers.recording.recording import Recording

WAITS = """
import os, time
os.fork()
print("here", flush=True)
time.sleep(1000)
"""
MEETS = """
import os, sys, time
mine, other = sys.argv[1:]
open(mine, "w").close()
while not os.path.exists(other):
    time.sleep(0.01)
if os.fork() == 0:
    print("the child of", os.path.basename(mine))
    os._exit(0)
os.wait()
"""


@dataclass(frozen=True)
class KernelFault:
    """`befall(folder)` does it and returns what was Seen; `ends` and `holds` are as a Fault's."""

    name: str
    befall: Callable[[Path], Seen]
    ends: str | int | None = None
    holds: Callable[[Recording], bool] = lambda recording: True

    def perform(self, folder: Path) -> Seen:
        return self.befall(folder)


def begin(client, folder: Path) -> Marker:
    """Run the waiting program in a cell until both its processes are there."""
    (folder / "program.py").write_text(WAITS)
    mark = Marker()
    client.execute(
        f"import os\nfrom helpers import run\nos.environ['RUN_OF_A_TEST'] = {mark.word!r}\n"
        f"r = run({str(folder / 'program.py')!r}, timeout={PATIENCE_S})"
    )
    text = ""

    def both_are_there(message):
        nonlocal text
        text += stream_text([message])
        return text.count("here") == 2

    messages(client, both_are_there)
    return mark


def gone_since(began: float, mark: Marker) -> int:
    """How many nanoseconds after `began` no process of the program, and none that watched it, is left."""
    while mark.processes():
        assert time.monotonic() < began + PATIENCE_S, f"left: {mark.processes()}"
        time.sleep(0.001)
    return round((time.monotonic() - began) * 1e9)


def interrupted(folder: Path) -> Seen:
    with running_kernel() as (manager, client):
        mark = begin(client, folder)
        began = time.monotonic()
        manager.interrupt_kernel()
        gone = gone_since(began, mark)
        seen = messages(client, idle)
        [error] = [message["content"]["traceback"] for message in seen if message["msg_type"] == "error"]
        assert sum("image/png" in message["content"].get("data", {}) for message in seen) == 1, seen
        page = f"{stream_text(seen)}(the timeline until then)\n{error[0]}"
        kept = folder / "recording.json"
        answers(client, f"import sys\nsys.last_value.run.save({str(kept)!r})")
        return Seen(page, Recording.load(kept), gone, "the interrupt")


def restarted(folder: Path) -> Seen:
    return next_cell_after(folder, lambda manager: manager.restart_kernel(now=True), "the restart")


def killed(folder: Path) -> Seen:
    return next_cell_after(folder, lambda manager: os.kill(manager.provisioner.pid, signal.SIGKILL), "the kill")


def next_cell_after(folder: Path, end: Callable, since: str) -> Seen:
    """Let `end(manager)` end the kernel in the midst of a run; see when all is gone, and whether the next kernel runs programs."""
    with running_kernel() as (manager, client):
        mark = begin(client, folder)
        began = time.monotonic()
        end(manager)
        gone = gone_since(began, mark)
        if not manager.is_alive():
            manager.restart_kernel(now=True)  # as JupyterLab does by itself
        client.wait_for_ready(timeout=PATIENCE_S)
        seen = answers(client, "from helpers import run\nr = run('1.3/fork_once.py')")
        return Seen("In the next cell, programs run as ever:\n" + without_pids(stream_text(seen)), None, gone, since)


def two_at_once(folder: Path) -> Seen:
    """Each program waits until the other is there, so both run at the same time."""
    (folder / "program.py").write_text(MEETS)
    mark, page = Marker(), []
    with running_kernel() as (_, one), running_kernel() as (_, other):
        for client, mine, theirs in ((one, "one", "other"), (other, "other", "one")):
            client.execute(
                f"import os\nfrom helpers import run\nos.environ['RUN_OF_A_TEST'] = {mark.word!r}\n"
                f"r = run({str(folder / 'program.py')!r}, {str(folder / mine)!r}, {str(folder / theirs)!r})\n"
                f"r.save({str(folder / mine) + '.json'!r})"
            )
        for client in (one, other):
            page.append(without_pids(stream_text(messages(client, idle))))
    gone = gone_since(time.monotonic(), mark)
    first, second = (Recording.load(folder / f"{name}.json") for name in ("one", "other"))
    assert not {p.pid for p in first.processes} & {p.pid for p in second.processes}
    assert ended_with(0, 0)(second)
    return Seen(
        "\n".join(re.sub("^", f"notebook {n}: ", text) for n, text in enumerate(page, 1)), first, gone, "the end"
    )


KERNELS = [
    KernelFault("The notebook's kernel is interrupted", interrupted, "interrupted", ended_with(-9, -9)),
    KernelFault("The notebook's kernel is restarted", restarted),
    KernelFault("The notebook's kernel is killed", killed),
    KernelFault("Two notebooks run programs at the same time", two_at_once, 0, ended_with(0, 0)),
]
