"""What comes back when a lesson asks a Recording something.

    r.most_on_cpu()          what was seen: 2
    r.most_on_cpu() == 1     False, and it still knows that 2 was seen

An Answer is in one of three states:

    seen       there is a value
    missing    what was asked about did not happen in this run; `missing` says what there was. Never true.
    unknown    it can't be told whether it happened; `unknown` says why: this machine lacks something, or the
               program is not the course's any more. Neither true nor false.

Comparing keeps the state, so a sentence can be checked, and its evidence shown, after the comparison.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, replace

from .machine import usable_cpus

SYMBOLS = {
    operator.eq: "==", operator.ne: "!=", operator.lt: "<", operator.le: "<=", operator.gt: ">", operator.ge: ">=",
}  # fmt: skip


class CannotTell(Exception):
    """An unknown Answer was used as if it were known. The message says why it is unknown."""

    def _render_traceback_(self) -> list[str]:  # IPython shows this in place of a traceback
        return [str(self)]


@dataclass(frozen=True, eq=False, repr=False)
class Answer:
    """What was seen, or why nothing can be said. `question` is what was asked, as one would type it."""

    question: str
    value: object = None
    unknown: str | None = None
    missing: str | None = None
    seen: tuple = ()  # of a comparison: the values compared

    # ---- compared, it stays an answer ------------------------------------------------------

    def _compared(self, compare: Callable, other: object) -> Answer:
        asked = f"{self.question} {SYMBOLS[compare]} {worded(other)}"
        unknown, missing = self.unknown, self.missing
        seen = self._evidence()
        if isinstance(other, Answer):
            unknown, missing = unknown or other.unknown, missing or other.missing
            seen, other = (*seen, *other._evidence()), other.value
        known = self.value is not None or not (unknown or missing)  # of a changed program, what was seen is known
        value = bool(compare(self.value, other)) if known and not missing else None
        return Answer(asked, value, unknown, missing, seen)

    def __eq__(self, other) -> Answer:  # type: ignore[override]  # what is compared can still be asked
        return self._compared(operator.eq, other)

    def __ne__(self, other) -> Answer:  # type: ignore[override]
        return self._compared(operator.ne, other)

    def __lt__(self, other) -> Answer:
        return self._compared(operator.lt, other)

    def __le__(self, other) -> Answer:
        return self._compared(operator.le, other)

    def __gt__(self, other) -> Answer:
        return self._compared(operator.gt, other)

    def __ge__(self, other) -> Answer:
        return self._compared(operator.ge, other)

    __hash__ = None  # type: ignore[assignment]  # like a list: what is equal to it depends on what was seen

    def between(self, least, most) -> Answer:
        """Whether the value lies between the two, both of them included."""
        return self._judged(f"between({least!r}, {most!r})", lambda value: least <= value <= most)

    def includes(self, part) -> Answer:
        """Whether `part` is in the value: a word in a text, an item in a list."""
        return self._judged(f"includes({part!r})", lambda value: part in value)

    def _judged(self, asked: str, judge: Callable) -> Answer:
        value = None if self.value is None else bool(judge(self.value))
        return Answer(f"{self.question}.{asked}", value, self.unknown, self.missing, self._evidence())

    def with_cpus(self, least: int) -> Answer:
        """The same answer; unknown where there are fewer than `least` CPUs, which it takes to show such a thing."""
        few = f"it takes {least} CPUs, and here there are fewer" if usable_cpus() < least else None
        return replace(self, unknown=self.unknown or few)

    # ---- used as a value -------------------------------------------------------------------

    def __bool__(self) -> bool:
        """Raises CannotTell if it is unknown; False if what was asked about did not happen."""
        if self.unknown:
            raise CannotTell(f"{self.question} is neither true nor false here: {self.unknown}.")
        return bool(self.value)

    def __int__(self) -> int:
        return int(self._known())

    __index__ = __int__

    def __float__(self) -> float:
        return float(self._known())

    def __len__(self) -> int:
        return len(self._known())

    def __iter__(self):
        return iter(self._known())

    def __getitem__(self, key):
        return self._known()[key]

    def __contains__(self, part) -> bool:
        return part in self._known()

    def _known(self):
        """The value. Raises CannotTell if there is none."""
        if self.unknown or self.missing:
            raise CannotTell(f"{self.question} has no value here: {self.unknown or self.missing}".rstrip(".") + ".")
        return self.value

    # ---- shown -----------------------------------------------------------------------------

    def _evidence(self) -> tuple:
        return self.seen or (self.value,)

    @property
    def evidence(self) -> str:
        """What was seen, in words: the value that was compared, or what there was in place of what was asked for."""
        if self.missing:
            return self.missing
        return " and ".join(map(worded, self._evidence()))

    def __repr__(self) -> str:
        if self.value is None and self.missing:
            return self.missing
        if self.value is None and self.unknown:
            return f"unknown: {self.unknown}"
        return worded(self.value) if isinstance(self.value, float) else repr(self.value)

    def __str__(self) -> str:
        return self.value if isinstance(self.value, str) else repr(self)


def worded(thing: object) -> str:
    """A value as a reader would write it."""
    if hasattr(thing, "question"):  # an Answer or a Moment
        return thing.question
    if isinstance(thing, float):
        return f"{thing:.4g}"
    if isinstance(thing, str):
        return f'"{thing}"' if '"' not in thing and "\n" not in thing else repr(thing)
    return repr(thing)
