"""The same program with another limit and another number of children."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from random import Random

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Recording

visible = importlib.import_module("..visible.fair_shares", __package__)


def vary(random: Random) -> Case:
    """Four or five children, and a limit near to the one that is given."""
    return visible.case(random.randrange(6500, 7500), random.choice([4, 5]))


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """The right answer and fair shares for these, too; nothing is left behind."""
    children, wanted = seen.workers(recording), case.expected["children"]
    yield Check(
        f"With {wanted} children and the numbers below {case.args[0]}, the answer is right as well.",
        len(visible.at_work(recording)) == wanted and visible.found(recording) == case.expected["found"],
        "The program is told both numbers on its command line: is one of them written into it?",
        visible.about_answer(recording),
        points=0.5,
    )
    yield Check(
        f"The shares of {wanted} children are fair as well, and they work side by side.",
        len(children) == wanted and seen.side_by_side(children) and visible.is_fair(recording, children),
        "Every way to divide the work has to hold for any number of children.",
        visible.about_shares(recording, children),
        points=0.5,
    )
    left = [child for child in children if child not in seen.collected(recording, children)]
    yield Check(
        "The parent collects every child, and all end with exit status 0.",
        len(children) == wanted and not left and all(map(seen.ended_well, [recording.main, *children])),
        "Call `os.wait()` once for each child, after everything has been read.",
        f"{len(left)} of {len(children)} were not collected; the parent "
        f"{seen.how_it_ended(recording, recording.main)}.",
        points=0.5,
        by_probe=True,
    )
