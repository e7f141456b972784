"""How soon after a program's end are its recording and its picture there, in a notebook? And with much in them?

Two of the recordings are made by hand, by tests/recordings.py: they are the same on every machine.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from helpers import picture
from helpers.recording.recording import Recording
from helpers.watch.client.run import Limits, Recorder

from .rounds import Spread

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(__file__).resolve().parent / "programs"
sys.path.append(str(ROOT / "tests"))

import recordings as by_hand  # noqa: E402

ROOMY = Limits(max_processes=2000, memory_bytes=8 << 30)


@dataclass(frozen=True)
class Measure:
    """A row of the page: `spread` in `unit`, and the most that its median may be."""

    what: str
    spread: Spread
    unit: str
    goal: float | None = None


def measured(rounds: int) -> list[Measure]:
    """Every row, each measured `rounds` times; the thousand processes once."""
    to_picture(by_hand.family())  # matplotlib's own start isn't what is asked
    with Recorder() as recorder:
        lessons = [recorded(recorder, "lesson.py") for _ in range(rounds + 1)][1:]
        recording, after_ms = recorded(recorder, "thousand.py")
        megabytes = most_memory_of_children(recorder.process.pid)
    many = f"{len(recording.processes):,} processes at the same time"
    rows = [
        Measure("a lesson's program: its recording", Spread.of([after for _, after in lessons]), "ms", 50),
        Measure("a lesson's program: its picture", several(lambda: to_picture(lessons[-1][0]), rounds), "ms"),
        Measure(f"{many}: their recording", Spread.of([after_ms]), "ms"),
    ]
    if megabytes is not None:
        rows.append(Measure(f"{many}: memory of the supervisor", Spread.of([megabytes]), "MB", 200))
    for calls, goal in ((1_000, None), (10_000, None), (100_000, 700)):
        recording = by_hand.fine(calls)
        drawn = several(functools.partial(to_picture, recording), rounds)
        rows.append(Measure(f"a picture of {calls:,} calls", drawn, "ms", goal))
    return rows


def recorded(recorder: Recorder, name: str) -> tuple[Recording, float]:
    """(the recording, ms of the run that are not the program's: from its end on, and the little before its start)."""
    began = time.monotonic_ns()
    recording = recorder.record([sys.executable, str(PROGRAMS / name)], limits=ROOMY)
    return recording, (time.monotonic_ns() - began - recording.wall_ns) / 1e6


def to_picture(recording: Recording) -> float:
    """Milliseconds of CPU time that a timeline and its PNG take: all of it is this process's own work."""
    began = time.process_time()
    picture.png_bytes(picture.timeline(recording))
    return 1000 * (time.process_time() - began)


def several(measure: Callable[[], float], rounds: int) -> Spread:
    return Spread.of([measure() for _ in range(rounds)])


def most_memory_of_children(pid: int) -> float | None:
    """The most that a child of this process has had in memory, in MB (VmHWM in /proc); None where there is no /proc."""
    most = 0.0
    try:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            for line in Path(f"/proc/{child}/status").read_text().splitlines():
                if line.startswith("VmHWM"):
                    most = max(most, int(line.split()[1]) / 1024)
    except OSError:
        pass
    return most or None
