"""More consumers, another size of the queue, another number of things."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from random import Random

from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Recording

visible = importlib.import_module("..visible.no_faster_than_used", __package__)


def vary(random: Random) -> Case:
    """Two or three consumers."""
    return visible.case(random.randrange(26, 34), random.choice([2, 5]), random.choice([2, 3]))


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """Each thing once, within the limit, and an end for each consumer."""
    items, room, consumers = case.args
    numbers = list(range(1, case.expected["items"] + 1))
    yield Check(
        f"{consumers} consumers use {items} things, each of them once.",
        visible.used(recording) == numbers and visible.passed_on(recording, case),
        "The numbers are the program's arguments: are others written into it?",
        visible.about_roles(recording),
        points=0.5,
    )
    # One less is as good: who waits for room before it makes a thing has none in its hands meanwhile.
    ahead, most = visible.furthest_ahead(recording), visible.most_ahead(case)
    yield Check(
        f"With room for {room} things, the producer gets as far as {most} ahead, and no further.",
        most - 1 <= ahead <= most and visible.passed_on(recording, case),
        "The room in the queue is the program's second argument.",
        f"It got {ahead} ahead.",
        points=0.5,
    )
    end = visible.all_end(recording, case, 0.5)
    yield Check(
        f"All {consumers} consumers learn that nothing more comes, and end by themselves.",
        end.done,
        "What tells one consumer to end is gone when it has taken it out.",
        end.seen,
        points=0.5,
    )
