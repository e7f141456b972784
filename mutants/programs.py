"""Which changed programs are there? Those that the operators make, and those written by hand.

A program is named as the notebooks name it ("1.3/fork_once.py"); one that is a cell's text by its section and its place
among such cells ("1.3/cell 1").
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from .operators import changes
from .operators.changes import as_written

DATA = Path(__file__).resolve().parent / "data"


class NotAsWritten(LookupError):
    """A line that a mutant by hand changes isn't in its program, or is there more than once."""


@dataclass(frozen=True)
class Mutant:
    """A program with one change of meaning: which, what is changed, and its whole text."""

    program: str
    what: str
    text: str

    @property
    def name(self) -> str:
        """What it is called on the page and in the data: it must not depend on where the line stands."""
        return f"{self.program}: {self.what}"

    @property
    def text_digest(self) -> str:
        """Sixteen characters for its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    @property
    def place(self) -> str:
        """Sixteen characters by which mutants are drawn for the sample: the same on every machine."""
        return hashlib.sha256(self.name.encode()).hexdigest()[:16]


def of(program: str, text: str) -> list[Mutant]:
    """All mutants of this program, first the operators', then those by hand."""
    made: dict[str, str] = {}
    seen, times = {as_written(text)}, Counter[str]()
    for what, mutated in changes.of(text):
        if mutated in seen:
            continue
        seen.add(mutated)
        times[what] += 1
        made[what if times[what] == 1 else f"{what} ({times[what]})"] = mutated
    for entry in _listed("by_hand.toml"):
        if entry["program"] == program:
            made[entry["what"]] = by_hand(text, entry["lines"])
    return [Mutant(program, what, mutated) for what, mutated in made.items()]


def by_hand(text: str, lines: dict[str, str]) -> str:
    """The text with each of these lines replaced. Raises NotAsWritten."""
    every = text.split("\n")
    for line in lines:
        if every.count(line) != 1:
            raise NotAsWritten(
                f"The line {line!r} must be in the program once, and is there {every.count(line)} times."
            )
    return "\n".join(lines.get(line, line) for line in every)


def equivalent() -> dict[str, str]:
    """Mutants that no claim can notice, by name → the reason."""
    return {entry["mutant"]: entry["reason"] for entry in _listed("equivalent.toml")}


def _listed(file: str) -> list[dict]:
    return tomllib.loads((DATA / file).read_text(encoding="utf-8")).get("mutant", [])
