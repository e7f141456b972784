"""What does an assignment consist of? A folder below `assignments`, and how it is read.

    1-processes/
      assignment.toml      its title, and the names of its tasks in order
      assignment.ipynb     the teacher's notebook, with solutions
      visible/NAME.py      TITLE; GIVEN, the case that students see; look(recording, case), which yields Checks
      hidden/NAME.py       vary(random), a case that the teacher's seed makes; look(recording, case)
      bank/NAME/           answers, and the mark that each must get

A task that is answered in prose stands in assignment.toml only: a person marks it.
"""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from random import Random
from types import ModuleType

from helpers.recording.recording import Process, Recording
from helpers.teach import marking
from helpers.teach.explained import Explained, did_you_mean

from .check import Check, amount

FOLDER = Path(__file__).resolve().parents[1] / "assignments"
NOTHING = Recording(("python", "program.py"), "none", 1, processes=(Process(1, 0, "main", 0),))


class NoSuchAssignment(Explained, LookupError):
    """No assignment has this name."""


@dataclass(frozen=True)
class Case:
    """One way to run an answer: its arguments, the files in its folder, its limit in s; what a right one finds."""

    args: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    expected: Mapping = field(default_factory=dict)
    timeout_s: float = 20


Look = Callable[[Recording, Case], Iterator[Check]]


@dataclass(frozen=True)
class Task:
    """One task. If it is answered in prose, a person gives its `by_hand` points, and it has no cases."""

    name: str
    title: str
    visible: ModuleType | None = None
    hidden: ModuleType | None = None
    by_hand: float = 0.0

    def parts(self, seed: int) -> list[tuple[bool, Case, Look]]:
        """Each run that it takes to mark an answer: whether it is hidden, the case, and the checks."""
        if self.visible is None or self.hidden is None:
            return []
        random = Random(f"{seed} {self.name}")
        return [(False, self.visible.GIVEN, self.visible.look), (True, self.hidden.vary(random), self.hidden.look)]

    @property
    def max_points(self) -> float:
        """What a right answer is worth."""
        return self.by_hand + sum(check.points for _, case, look in self.parts(seed=0) for check in look(NOTHING, case))


@dataclass(frozen=True)
class Assignment:
    """An assignment: its folder's name, its title, its tasks in order."""

    name: str
    title: str
    tasks: tuple[Task, ...]

    @property
    def notebook(self) -> Path:
        """The teacher's notebook."""
        return FOLDER / self.name / "assignment.ipynb"


def names() -> list[str]:
    """The names of all assignments, in order."""
    return sorted(path.parent.name for path in FOLDER.glob("*/assignment.toml"))


@cache
def load(name: str) -> Assignment:
    """The assignment of this name, or whose name begins so ("1"). Raises NoSuchAssignment."""
    found = [one for one in names() if one == name] or [one for one in names() if name and one.startswith(name)]
    if len(found) != 1:
        raise NoSuchAssignment(f"There is no assignment {name!r}.{did_you_mean(name, names())}")
    (name,) = found
    told = tomllib.loads((FOLDER / name / "assignment.toml").read_text(encoding="utf-8"))
    prose = told.get("prose", {})
    tasks = [
        Task(one, prose[one]["title"], by_hand=prose[one]["points"]) if one in prose else _task(name, one)
        for one in told["tasks"]
    ]
    return Assignment(name, told["title"], tuple(tasks))


def _task(assignment: str, name: str) -> Task:
    module = name.replace("-", "_")
    visible, hidden = (
        importlib.import_module(f"{__package__.rpartition('.')[0]}.assignments.{assignment}.{kind}.{module}")
        for kind in ("visible", "hidden")
    )
    return Task(name, visible.TITLE, visible, hidden)


def assignment(name: str) -> None:
    """Make the tasks of this assignment known to `%%exercise`; what a student's notebook does first.

    Raises NoSuchAssignment if there is none of this name.
    """
    importlib.import_module("helpers.notebook")  # the magics, if this is a notebook
    found = load(name)
    for task in found.tasks:
        if task.visible is not None:
            given, points = task.visible.GIVEN, amount(task.max_points)
            afterwards = (
                f"Everything that you can see here is done. When the task is marked, the program is also run with "
                f"other data; all together is worth {points}."
            )
            look = partial(_look, task.visible.look, given)
            marking.assign(marking.Exercise(task.name, (), look, given.args, given.files, afterwards))
    total = amount(sum(task.max_points for task in found.tasks))
    print(f"{found.title}: {len(found.tasks)} tasks, {total}.")


def _look(look: Look, case: Case, recording: Recording) -> Iterator[Check]:
    return look(recording, case)
