"""One thing that a task asks for: was it done, what was seen, what is it worth?"""

from __future__ import annotations

from dataclasses import dataclass

from helpers.teach.marking import Mark

VERDICTS = {True: "held", False: "not held", None: "unknown"}


@dataclass(frozen=True)
class Check(Mark):
    """A Mark with points. `done` is None where the recording can't tell.

    `seen` is what the processes did, in a sentence. `by_probe` says that the check trusts what is recorded inside the
    program (names of calls, why it waited) and not only what the kernel tells from outside (processes and their
    parents, exits, CPU time, who wrote which line).
    """

    done: bool | None  # type: ignore[assignment]
    seen: str = ""
    points: float = 1.0
    by_probe: bool = False

    def __str__(self) -> str:
        return f"{self.sentence} ({amount(self.points)})"

    @property
    def help(self) -> str:
        """What was seen, and what to try."""
        return f"{self.seen} {self.advice}".strip()

    @property
    def earned(self) -> float:
        """The points for it: all of them, or none."""
        return self.points if self.done else 0.0

    @property
    def verdict(self) -> str:
        """In one of three words: "held", "not held" or "unknown"."""
        return VERDICTS[self.done]


def amount(points: float) -> str:
    """The points with their unit: 1 point, 0.5 points."""
    return f"{points:g} point{'' if points == 1 else 's'}"
