"""Marking an exercise by what its processes did.

An exercise is a function that looks at the Recording of the learner's program and yields a Mark
for each thing that was asked for. It sees processes, spans, writers and exit states; a program that
only prints what it should have done gets nowhere.

    @exercise("three-children", hints=["…", "…"])
    def three_children(recording):
        yield Mark("One parent has three children.", len(recording.children("main")) == 3, "…advice…")

The functions live in the package `exercises`, a module for each section; the course's own solutions are programs in
the folder `solutions`. A teacher's assignments bring exercises of their own, which `assign` makes known by name.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..recording.recording import Recording
from . import answers, page
from .explained import Explained, did_you_mean

SOLUTIONS = Path(__file__).with_name("solutions")


class NoSuchExercise(Explained, LookupError):
    """No exercise has this name."""


class SolutionFailed(Explained, AssertionError):
    """A solution of the course is not marked fully right: the course has a bug."""


@dataclass(frozen=True)
class Mark:
    """One thing that was asked for, whether it was done, and what to try if it was not."""

    sentence: str
    done: bool
    advice: str

    def __str__(self) -> str:
        return self.sentence

    @property
    def help(self) -> str:
        """What to tell whoever missed it."""
        return self.advice


@dataclass(frozen=True)
class Exercise:
    """An exercise: how it is marked, and its hints from the vaguest to the plainest.

    The program runs with the arguments `args`, in a folder that holds `files` (name → content). `afterwards` is what
    the learner is told when all is done.
    """

    name: str
    hints: tuple[str, ...]
    look: Callable[[Recording], Iterator[Mark]]
    args: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    afterwards: str = "All done. Another way to write it is folded below."

    @property
    def section(self) -> str:
        """The section that it belongs to, "1.3": its module's name says it."""
        return self.look.__module__.rpartition("section_")[2].replace("_", ".")

    @property
    def solution(self) -> Path:
        """The file of the course's own solution."""
        return SOLUTIONS / self.section / f"{self.name.replace('-', '_')}.py"

    def mark(self, recording: Recording) -> list[Mark]:
        """All marks for this recording."""
        return list(self.look(recording))


_exercises: dict[str, Exercise] = {}
_assigned: dict[str, Exercise] = {}


def exercise(name: str, hints: list[str]):
    """Decorator: the function below marks the exercise `name`."""

    def register(look):
        if name in _exercises and _exercises[name].look.__module__ != look.__module__:
            raise ValueError(f"Two exercises are called {name!r}.")
        _exercises[name] = Exercise(name, tuple(hints), look)
        return look

    return register


def assign(one: Exercise) -> None:
    """Make an exercise known that is none of the course's: a teacher's. `every` doesn't have it, `find` does."""
    _assigned[one.name] = one


def every() -> dict[str, Exercise]:
    """All exercises of the course by name."""
    package = importlib.import_module(f"{__package__}.exercises")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return _exercises


def find(name: str) -> Exercise:
    """The exercise of this name. Raises NoSuchExercise, with the nearest names."""
    exercises = every() | _assigned
    if name not in exercises:
        near = did_you_mean(str(name), exercises)
        first = "(Those of an assignment are known once the notebook's first code cell has run.)"
        raise NoSuchExercise(f"There is no exercise {name!r}.{near} {first}")
    return exercises[name]


def report(marks: list[Mark], advise: bool = True) -> str:
    """The marks as lines: a tick for what was done; a cross and, if asked, the advice for what was not."""
    lines = []
    for mark in marks:
        lines.append(f"✓ {mark}" if mark.done else f"✗ Not yet: {mark}")
        if advise and not mark.done:
            lines.append(f"    {mark.help}")
    return "\n".join(lines)


def mark_attempt(name: str, recording: Recording, is_start: bool = False) -> bool:
    """Mark a learner's program: print the report and say what to do next. True if all is done.

    Of a start that nobody has changed yet (`is_start`), it says what isn't so yet and gives no advice: that would
    be half the solution.
    """
    task = find(name)
    marks = task.mark(recording)
    print(report(marks, advise=not is_start))
    if all(mark.done for mark in marks):
        print(task.afterwards)
        answers.remember_solved(name)
        return True
    begin = "This is the start, and it's your turn: change" if is_start else "Change"
    where = f' For a hint, run hint("{name}") in a cell of its own.' if task.hints else ""
    print(f"{begin} the program and run the cell again.{where}")
    return False


def mark_solution(name: str, recording: Recording) -> str:
    """Mark the course's own solution, and return the report. Raises SolutionFailed unless everything is done."""
    marks = find(name).mark(recording)
    if not marks or not all(mark.done for mark in marks):
        raise SolutionFailed(f"The solution of {name!r} is not marked right:\n{report(marks)}")
    return report(marks)


def hint(name: str) -> None:
    """Show the next hint of the exercise `name`. Each call shows one more, and the last one stays.

    Raises NoSuchExercise if there is no such exercise.
    """
    hints = find(name).hints
    index = answers.next_hint(name, len(hints))
    text = f"Hint {index + 1} of {len(hints)}. {hints[index]}"
    page.show(text)
