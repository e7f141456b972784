"""The misconceptions that the course must meet, from `ledger.toml`: each with what shows a learner otherwise.

    [[belief]]
    number = 1
    belief = "A forked child starts the program again, from the top."
    [[belief.demonstration]]
    section = "1.3"
    program = "1.3/fork_once.py"                                which doesn't do what is believed; or
    cell = "os.fork()"                                          a line of the lesson's %%second_kernel cell
    prediction = "fork-once-lines"                              asked before it runs,
    caught_by = "Four: the copy runs the program too."          with this wrong answer for whoever believes it
    believed = "before the fork\\n…"                             what the program would write then (stdout),
    believed_error = "ZeroDivisionError: …"                     and with which error it would end, if with any
    start_methods = ["spawn", "forkserver"]                     under which it shows, if not under all

`program` is written as in `run`, its arguments behind it. Each holds on every Python that the course supports. Where
one run's output can't show it (which order comes up, which PID a parent has), there is no `believed`.

Nothing runs here: tests/teach/test_ledger.py holds this, the lessons, the questions and the table of what each program
must do (tests/programs) together.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("ledger.toml")


@dataclass(frozen=True)
class Demonstration:
    """A program, or a cell, that doesn't do what somebody believes, and the prediction that finds the belief out."""

    section: str
    prediction: str
    caught_by: str
    program: str = ""
    cell: str = ""
    believed: str | None = None
    believed_error: str = ""
    start_methods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Belief:
    """What learners believe, in one sentence, and what shows them otherwise."""

    number: int
    belief: str
    demonstrations: tuple[Demonstration, ...]


def beliefs() -> list[Belief]:
    """All of them, in the order of the file. Raises TypeError if it has a key that isn't told of above."""
    return [
        Belief(table["number"], table["belief"], tuple(Demonstration(**one) for one in table["demonstration"]))
        for table in tomllib.loads(FILE.read_text(encoding="utf-8"))["belief"]
    ]
