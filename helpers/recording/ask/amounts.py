"""How long, and how many times as long. All times are in seconds."""

from __future__ import annotations

from ..answer import Answer
from ..asking import NotThere, question
from .many_runs import known
from .order import Order


class Amounts(Order):
    """Questions about lengths of time, best asked as ratios: no two machines are equally fast."""

    @question
    def elapsed(self, *things) -> float:
        """The time from the first beginning to the last end of these things; of the whole run if none is given.

        A thing is a Moment, a process (its life), or the name of a function (all its calls).
        """
        if not things:
            return self.wall_ns / 1e9
        whole = [self._whole(thing) for thing in things]
        return (max(end for _, end in whole) - min(start for start, _ in whole)) / 1e9

    @question
    def total(self, *things) -> float:
        """The lengths of these things added up: of a function, those of all its calls."""
        return sum(end - start for thing in things for start, end in self._stretches(thing)) / 1e9

    @question
    def ratio(self, amount, to) -> float:
        """How many times `to` goes into `amount`. Both are answers, numbers, or things (then their `elapsed`)."""
        above, below = self._amount(amount), self._amount(to)
        if below == 0:
            raise NotThere(f"The second amount is 0, so nothing can be said about a ratio (the first is {above:.4g}).")
        return above / below

    def _amount(self, thing) -> float:
        if isinstance(thing, (int, float)):
            return thing
        return known(thing if isinstance(thing, Answer) else self.elapsed(thing))
