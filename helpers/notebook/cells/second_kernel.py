"""What does a cell do to a notebook's kernel, if it forks there? It is tried in a second, throw-away kernel.

    %%second_kernel          runs the cell's text in a kernel of its own, and leaves what came back in `k`

    this notebook ──record()──► second_kernel_driver.py ──starts──► a kernel ──the cell forks──► its copy
         ▲                            │      ▲                         │                          │
         └──── one line of JSON ──────┘      └──── messages ───────────┴──────────────────────────┘

The driver ends the kernel and its copies when it has the answer. It runs as a program of the course does, under
the recorder, which ends the whole tree when the time is up or when this notebook's kernel goes away. A forked copy
of a kernel would otherwise stay behind, and use a CPU for as long as the machine runs.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ...recording.asking import question
from ...teach.explained import Explained
from ...watch.client.run import CannotStart, Limits, record

DRIVER = Path(__file__).with_name("second_kernel_driver.py")
FOLDERS = re.compile(r"(?<![\w.…])(?:/[^\s/\":]+)+/")  # a page holds no folders of one machine
TIMEOUT_S = 120  # on a busy machine a kernel takes long to start; a notebook's build gives a cell 180


class NoSecondKernel(Explained):
    """A second kernel could not be started, or did not answer."""


@dataclass(frozen=True)
class Answers:
    """What came back from a second kernel to which one cell was sent, and what a lesson asks of it.

    `changed` if the learner changed the cell: then no claim about it counts.
    """

    stdout: str
    stderr: str
    finished: int  # how often it was reported that the cell is done
    copies: int  # how many forked copies of the kernel were still alive then
    changed: bool = False

    @question
    def how_often(self, text: str) -> int:
        """How often this text was written to stdout."""
        return self.stdout.count(text)

    @question
    def complained(self, text: str) -> bool:
        """Whether this text was written to stderr: a warning, an error's name."""
        return text in self.stderr

    @question
    def times_finished(self) -> int:
        """How often it was reported that the cell is done."""
        return self.finished

    @question
    def copies_left(self) -> int:
        """How many forked copies of the kernel were still alive when the cell was done."""
        return self.copies

    @question
    def numbers(self) -> list[int]:
        """All whole numbers that were written to stdout, the smallest first (two copies may write into one line)."""
        return sorted(int(number) for number in re.findall(r"\d+", self.stdout))

    def __str__(self) -> str:
        errors = "".join(f"! {FOLDERS.sub('…/', line)}\n" for line in self.stderr.splitlines())
        times = {1: "once", 2: "twice"}.get(self.finished, f"{self.finished} times")
        return f"{self.stdout}{errors}(It was reported {times} that the cell is done.)"


def ask_second_kernel(cell: str) -> Answers:
    """Start a kernel, run `cell` in it, end it and all that came of it; at most TIMEOUT_S seconds.

    Raises NoSecondKernel if no answer came. An error that the cell raises is part of the answer.
    """
    with tempfile.TemporaryDirectory(prefix="second-kernel-") as folder:
        Path(folder, "cell.py").write_text(cell, encoding="utf-8")
        command = [sys.executable, str(DRIVER), "cell.py"]
        try:
            recording = record(command, cwd=folder, limits=Limits(timeout_s=TIMEOUT_S))
        except CannotStart as problem:
            raise NoSecondKernel(str(problem)) from None
    answer = [line.text for line in recording.lines("main") if line.text.startswith("{")]
    if not answer:
        said = recording.text("main", "stderr").strip().splitlines()[-1:] or ["It said nothing."]
        raise NoSecondKernel(f"The second kernel did not answer within {TIMEOUT_S} seconds. {said[0]}")
    return Answers(**json.loads(answer[-1]))
