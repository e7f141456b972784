"""More workers with other numbers."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from random import Random

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Recording

visible = importlib.import_module("..visible.get_it_back", __package__)


def vary(random: Random) -> Case:
    """Four or five workers, and enough numbers to fill a pipe."""
    return visible.case(random.choice([4, 5]), random.randrange(70_000, 90_000))


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """It ends, and the sum is right."""
    workers, wanted = seen.workers(recording), case.expected["workers"]
    yield Check(
        f"With {wanted} workers, too, the program ends by itself, and they are started together.",
        len(workers) == wanted and visible.ends(recording) and visible.started_together(recording),
        "The number of workers is the program's first argument: is another one written into it?",
        visible.about_end(recording),
        points=0.5,
    )
    yield Check(
        f"The sum of the squares below {case.args[1]} is right.",
        len(workers) == wanted and visible.total(recording) == case.expected["total"],
        "Take as many results as there are workers.",
        visible.about_total(recording),
        points=0.5,
    )
