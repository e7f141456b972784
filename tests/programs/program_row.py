"""One row of the table that `test_programs.py` works through: a program, and what it must do.

A line of output is a regular expression that must match one whole line. Lines of different
processes come in any order; `in_order` says that the order given is guaranteed, `before` that one
line comes before another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One run of one program, and what must hold of it.

    `error` is a regular expression that stderr must contain; without one, stderr must be empty.
    `hangs` says that the program never ends by itself. `other_lines` is what any further lines of
    stdout, however many, must match. `check` is given stdout's lines.
    """

    program: str
    lines: tuple[str, ...]
    args: tuple[str, ...] = ()
    in_order: bool = False
    before: tuple[str, str] | None = None
    status: int = 0
    error: str = ""
    hangs: bool = False
    other_lines: str = ""
    check: Callable[[list[str]], bool] | None = None

    @property
    def name(self) -> str:
        return " ".join([self.program, *self.args])

    @property
    def section(self) -> str:
        return self.program.partition("/")[0]


def numbers(lines: list[str]) -> list[int]:
    """Every whole number in the lines, in order."""
    return [int(number) for number in re.findall(r"-?\d+", "\n".join(lines))]


def starting(lines: list[str], start: str) -> list[int]:
    """The numbers in the lines that start with `start`."""
    return numbers([line.removeprefix(start) for line in lines if line.startswith(start)])
