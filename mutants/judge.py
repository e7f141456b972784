"""Does a lesson notice a mutant? The cells that depend on its program are run with it, twice.

    claim    each time, a claim failed
    text     each time, a claim failed or a cell did, or words differed that a build compares with the stored ones
    chance   that was so once of the two times
    missed   never

The same is asked of the unchanged program first. If its lesson doesn't hold on this machine, nothing is judged.
"""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Container
from dataclasses import dataclass

from .lesson import Cell, Lesson
from .programs import Mutant, as_written
from .shell import Seen, Shell

TIMES = 2
OUTCOMES = ("claim", "text", "chance", "missed")


class DoesNotHold(Exception):
    """A lesson fails with its own program: on this machine, or today, nothing can be said of its mutants."""


@dataclass(frozen=True)
class Verdict:
    """What came of a mutant: one of OUTCOMES, the sentences that failed each time, and what else noticed it."""

    outcome: str
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    seconds: float = 0


@functools.cache
def shell() -> Shell:
    return Shell()


class Judge:
    """Judges the mutants of one lesson's programs; keeps what the unchanged cells have made."""

    def __init__(self, lesson: Lesson):
        self.lesson = lesson
        self.values: dict[int, dict[str, object]] = {}
        self.patience: dict[str, float] = {}

    def judge(self, mutant: Mutant) -> Verdict:
        """Raises DoesNotHold."""
        began = time.monotonic()
        if mutant.program not in self.patience:
            self._control(mutant.program)
        runs = [self._noticed(mutant.program, mutant.text, self.patience[mutant.program]) for _ in range(TIMES)]
        by_claims = [set(claims) for claims, _ in runs]
        noticed = [bool(claims or others) for claims, others in runs]
        outcome = "claim" if all(by_claims) else "text" if all(noticed) else "chance" if any(noticed) else "missed"
        claims = tuple(sorted(set.intersection(*by_claims)))
        others = tuple(sorted(set.intersection(*(set(others) for _, others in runs))))
        return Verdict(outcome, claims, others, round(time.monotonic() - began, 1))

    def _control(self, program: str) -> None:
        text = self.lesson.programs[program]
        for _ in range(TIMES):  # a machine that is busy for a moment is given another chance
            claims, others = self._noticed(program, as_written(text), None)
            if not (claims or others):
                # Whatever takes this long besides never ends; the time is bounded so that an hour is enough for all.
                self.patience[program] = 2 + 3 * shell().longest_s
                return
        raise DoesNotHold(f"{self.lesson.path.name} with {program} as it is: {'; '.join(claims + others)}")

    def _noticed(self, program: str, text: str, patience_s: float | None) -> tuple[list[str], list[str]]:
        """The claims that failed, and what else did or differed."""
        claims: list[str] = []
        others: list[str] = []
        made: dict[int, dict[str, object]] = {}
        affected = self.lesson.affected(program)
        needed = {cell.number: self.names(cell, {c.number for c in affected}) for cell in affected}
        with shell().with_mutant(program, text, patience_s):
            for cell in affected:
                names = needed[cell.number] | {
                    name: made[definer.number].get(name)
                    for name in cell.loads
                    if (definer := self.lesson.definer(name, cell.number))
                    and definer.number in made
                    and name in made[definer.number]
                }
                seen = shell().run(cell, names, text if cell.program == program else None)
                made[cell.number] = seen.values
                claims += seen.claims
                others += seen.errors + self._differs(cell, seen)
        return claims, others

    def _differs(self, cell: Cell, seen: Seen) -> list[str]:
        if seen.claims or seen.errors or not cell.compared or seen.shown == cell.stored:
            return []
        return [f"words below `{cell.source.splitlines()[0]}`"]

    def names(self, cell: Cell, affected: Container[int] = ()) -> dict[str, object]:
        """What the cell needs of other cells, but for the affected ones."""
        names: dict[str, object] = {}
        for name in cell.loads:
            definer = self.lesson.definer(name, cell.number)
            if definer and definer.number not in affected:
                names[name] = self.original(definer).get(name)
        return names

    def original(self, cell: Cell) -> dict[str, object]:
        """The values that a cell gives its names, with all programs as they are. It is run once."""
        if cell.number not in self.values:
            self.values[cell.number] = shell().run(cell, self.names(cell)).values
        return self.values[cell.number]


def digest(mutant: Mutant, lessons: list[Lesson]) -> str:
    """Sixteen characters for all that a verdict depends on: the mutant, the cells that judge it, their outputs."""
    parts = [mutant.text]
    for lesson in lessons:
        parts += [f"{cell.source}\0{sorted(cell.stored.items())}" for cell in lesson.affected(mutant.program)]
    return hashlib.sha256("\0\0".join(parts).encode()).hexdigest()[:16]
