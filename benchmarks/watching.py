"""What does watching a program cost? Measures it on this machine, and prints a small table.

    python benchmarks/watching.py        (or: python3 course.py bench)

Each measure is taken several times and the smallest is shown: what other programs on the machine take comes on
top of it, and is not the recorder's. Nothing here passes or fails; the goals stand beside the numbers.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from helpers.watch.client.run import Limits, Recorder  # noqa: E402
from helpers.watch.supervisor.environment import clean_room  # noqa: E402

EMPTY = "pass"
FORKS_AND_POOL = """
import os
from multiprocessing import Pool
def work(n): return sum(range(300_000 + n))
if __name__ == "__main__":
    for n in range(100):
        if os.fork() == 0:
            work(n)
            os._exit(0)
        os.wait()
    with Pool(2) as pool: pool.map(work, range(200))
"""
CALLS = "def f(): pass\nfor n in range(1_000_000): f()\n"
BUSY = """
import time
end = time.process_time() + 1
while time.process_time() < end: sum(range(10_000))
"""
LESSON = """
import time
from multiprocessing import Process
def task(n):
    time.sleep(0.05)
    print(n)
if __name__ == "__main__":
    processes = [Process(target=task, args=(n,)) for n in range(3)]
    for process in processes: process.start()
    for process in processes: process.join()
"""
THOUSAND = """
import os, time
for n in range(1000):
    if os.fork() == 0:
        time.sleep(3)
        os._exit(0)
for n in range(1000): os.wait()
"""


def least(measure, times: int) -> float:
    return min(measure() for _ in range(times))


def seconds_of(command: list, **how) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **how)
    return time.perf_counter() - began


class Measures:
    """Writes a program into a folder and measures it, plainly and watched."""

    def __init__(self, folder: str):
        self.file = Path(folder) / "program.py"
        self.environment = clean_room(dict(os.environ))

    def plain(self, source: str, times: int) -> float:
        self.file.write_text(source)
        return least(lambda: seconds_of([sys.executable, self.file], env=self.environment), times)

    def command_line(self, source: str, times: int) -> float:
        self.file.write_text(source)
        command = [sys.executable, "-m", "helpers", "run", self.file]
        return least(lambda: seconds_of(command, cwd=ROOT), times)

    def watched(self, source: str, times: int, limits=Limits()) -> tuple[float, float, object, float]:
        """(the program's own time, from its end to the recording, the recording, the supervisor's MB)."""
        self.file.write_text(source)
        found = []
        with Recorder() as recorder:
            for _ in range(times):
                began = time.monotonic_ns()
                recording = recorder.record([sys.executable, str(self.file)], limits=limits)
                took = time.monotonic_ns() - began
                found.append((recording.wall_ns / 1e9, (took - recording.wall_ns) / 1e9, recording))
            megabytes = memory_of_children(recorder.process.pid)
        return min(wall for wall, _, _ in found), min(after for _, after, _ in found), found[-1][2], megabytes


def memory_of_children(pid: int) -> float:
    """The most that a child of this process has had in memory, in MB (VmHWM, proc_pid_status(5)); 0 without /proc."""
    most = 0
    try:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            for line in Path(f"/proc/{child}/status").read_text().splitlines():
                if line.startswith("VmHWM"):
                    most = max(most, int(line.split()[1]) / 1024)
    except OSError:
        pass
    return most


def row(what: str, measured: str, goal: str) -> None:
    print(f"{what:<58}{measured:>12}   {goal}", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measures = Measures(folder)
        layer = measures.watched(EMPTY, 1)[2].kernel_layer
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} CPUs, kernel layer: {layer}\n")
        row("what", "measured", "goal")
        start, watched = measures.plain(EMPTY, 20), measures.command_line(EMPTY, 20)
        row("start and end by the command line, added", f"{1000 * (watched - start):.0f} ms", "35 ms")
        plain, (watched, *_) = measures.plain(FORKS_AND_POOL, 5), measures.watched(FORKS_AND_POOL, 5)
        row("100 forks and a pool with 200 tasks, times as long", f"{watched / plain:.2f}", "1.1")
        plain, (watched, *_) = measures.plain(CALLS, 5), measures.watched(CALLS, 5)
        row("a million calls, times as long", f"{watched / plain:.2f}", "1.2")
        _, _, recording, _ = measures.watched(BUSY, 1)
        seen = f"{recording.main.cpu_ns / 1e9:.3f} s" if recording.main.cpu_ns else "not seen"
        row("1 s of CPU time and about 0.015 s to start, as recorded", seen, "within 3 %")
        _, after, _, _ = measures.watched(LESSON, 10)
        row("a lesson's program: from its end to the recording", f"{1000 * after:.0f} ms", "50 ms")
        _, after, recording, megabytes = measures.watched(THOUSAND, 1, Limits(max_processes=2000, memory_bytes=8 << 30))
        row(f"{len(recording.processes)} processes at once: memory of the supervisor", f"{megabytes:.0f} MB", "200 MB")
        row("the same: from its end to the recording", f"{1000 * after:.0f} ms", "")


if __name__ == "__main__":
    main()
