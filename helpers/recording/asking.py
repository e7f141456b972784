"""How a method of a Recording becomes a question.

What it returns, or what keeps it from answering, comes back as a thing that can be asked further:

    @question  def how_many_lines(self): …   →  Answer
    @moment    def birth(self, which): …     →  Moment

The method itself is plain: it returns its value, or raises NotThere or Unseen.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from .answer import Answer, worded

CHANGED = "you changed the program"


class NotThere(LookupError):
    """What was asked about did not happen in this run. The message says what there was."""


class Unseen(Exception):
    """Raised inside a question: this machine, or this recording, can't show what is asked. The message says why."""


@dataclass(frozen=True)
class Moment:
    """A stretch of time in a run, or an instant (then both ends are the same). Times are ns since the start.

    Both are None if it did not happen (`missing` says what there was) or can't be told (`unknown` says why).
    """

    question: str
    start_ns: int | None = None
    end_ns: int | None = None
    unknown: str | None = None
    missing: str | None = None

    @property
    def start(self) -> Moment:
        """The instant at which it began."""
        return Moment(f"{self.question}.start", self.start_ns, self.start_ns, self.unknown, self.missing)

    @property
    def end(self) -> Moment:
        """The instant at which it ended."""
        return Moment(f"{self.question}.end", self.end_ns, self.end_ns, self.unknown, self.missing)

    def known(self) -> tuple[int, int]:
        """(start, end) in ns. Raises Unseen or NotThere if there is none."""
        if self.start_ns is not None and self.end_ns is not None:
            return self.start_ns, self.end_ns
        raise NotThere(self.missing) if self.missing else Unseen(self.unknown)

    def __repr__(self) -> str:
        if self.start_ns is None or self.end_ns is None:
            return self.missing or f"unknown: {self.unknown}"
        start, end = self.start_ns / 1e6, self.end_ns / 1e6
        return (
            f"{self.question}: at {start:.1f} ms"
            if start == end
            else f"{self.question}: from {start:.1f} to {end:.1f} ms"
        )


def question(method):
    """Decorator: what the method returns becomes an Answer, and so does what keeps it from answering.

    A question about a program that the learner has changed is answered too, but the answer counts as unknown.
    """

    @functools.wraps(method)
    def ask(self, *given, **named) -> Answer:
        asked, changed = asking(method, given, named), changed_by(self, given)
        try:
            return Answer(asked, method(self, *given, **named), changed)
        except Unseen as reason:
            return Answer(asked, None, changed or str(reason))
        except NotThere as other:
            return Answer(asked, None, changed, str(other))

    return ask


def moment(method):
    """Decorator: the (start, end) in ns that the method returns becomes a Moment; so does what keeps it from one."""

    @functools.wraps(method)
    def ask(self, *given, **named) -> Moment:
        asked, changed = asking(method, given, named), changed_by(self, given)
        try:
            start, end = method(self, *given, **named)
        except Unseen as reason:
            return Moment(asked, None, None, changed or str(reason))
        except NotThere as other:
            return Moment(asked, None, None, changed, str(other))
        return Moment(asked, start, end, changed)

    return ask


def changed_by(recording, given: tuple) -> str | None:
    """CHANGED if the recording, or one that a given Answer or Moment comes from, is of a changed program."""
    others = (thing.unknown for thing in given if isinstance(thing, (Answer, Moment)))
    return CHANGED if recording.changed or CHANGED in others else None


def asking(method, given: tuple, named: dict) -> str:
    """The question as it was typed, without the recording's own name: ``who_wrote("after the fork")``."""
    words = [*map(worded, given), *(f"{name}={worded(value)}" for name, value in named.items())]
    return f"{method.__name__}({', '.join(words)})"
