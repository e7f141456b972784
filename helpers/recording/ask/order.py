"""What came before what, and what went on together.

A thing is a Moment, a process (its life), or the name of a function (the time from the beginning of its first call to
the end of its last).
"""

from __future__ import annotations

from itertools import pairwise

from ..asking import NotThere, question
from ..intervals import overlap_ns, union_ns
from .calls import Calls


class Order(Calls):
    """Questions about any things with a beginning and an end."""

    @question
    def in_order(self, *things) -> bool:
        """Whether each of these had ended when the next one began."""
        whole = [self._whole(thing) for thing in things]
        return all(one[1] <= next_one[0] for one, next_one in pairwise(whole))

    @question
    def began_in_order(self, *things) -> bool:
        """Whether each of these began before the next one did (they may go on together)."""
        starts = [self._whole(thing)[0] for thing in things]
        return all(one < next_one for one, next_one in pairwise(starts))

    @question
    def ended_in_order(self, *things) -> bool:
        """Whether each of these ended before the next one did."""
        ends = [self._whole(thing)[1] for thing in things]
        return all(one < next_one for one, next_one in pairwise(ends))

    @question
    def happened_during(self, inner, outer) -> bool:
        """Whether the first began and ended while the second went on."""
        (start, end), (begin, finish) = self._whole(inner), self._whole(outer)
        return begin <= start and end <= finish

    @question
    def all_at_once(self, *things) -> bool:
        """Whether there was an instant at which all of these went on."""
        whole = [self._whole(thing) for thing in things]
        return max(start for start, _ in whole) < min(end for _, end in whole)

    @question
    def share_together(self, one, other) -> float:
        """Which part of the shorter of the two things went on together with the other: 0 to 1."""
        mine, theirs = self._stretches(one), self._stretches(other)
        shorter = min(sum(end - start for start, end in union_ns(each)) for each in (mine, theirs))
        if shorter == 0:
            raise NotThere("One of them took no time at all, so there is no part of it.")
        return overlap_ns(mine, theirs) / shorter

    def _whole(self, thing) -> tuple[int, int]:
        """From the first beginning to the last end of a thing, in ns."""
        stretches = self._stretches(thing)
        return min(start for start, _ in stretches), max(end for _, end in stretches)
