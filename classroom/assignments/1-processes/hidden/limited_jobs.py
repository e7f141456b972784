"""The same runner with three places and more jobs, some of which fail."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from random import Random

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Recording

visible = importlib.import_module("..visible.limited_jobs", __package__)
NAMES = ("parse", "lint", "link", "strip", "pack", "sign", "upload", "notify", "archive", "measure")


def vary(random: Random) -> Case:
    """A long job, and seven short ones. The one that ends first fails, and the last one, and perhaps another."""
    names = random.sample(NAMES, 8)
    failing = {names[1], names[-1], random.choice(names[2:])}
    seconds = [1.0, 0.05] + [random.choice([0.15, 0.2]) for _ in names[2:]]
    statuses = [random.randrange(1, 100) if name in failing else 0 for name in names]
    return visible.case(3, list(zip(names, seconds, statuses, strict=True)))


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """The limit with other jobs; a job that fails stops nobody, and is counted."""
    children, limit, jobs = recording.children(recording.main), case.expected["limit"], case.expected["jobs"]
    most, failed = seen.at_once(recording, children), sum(status != 0 for _, _, status in jobs)
    yield Check(
        f"With {limit} places and {len(jobs)} jobs, {limit} go on at once, and never more.",
        visible.all_done(recording, jobs) and most == limit,
        "The limit is the program's argument: is another number written into it?",
        f"The largest number at once was {most}. {visible.about_jobs(recording, jobs)}",
        points=0.5,
    )
    yield Check(
        f"None of the {limit} places stays empty.",
        visible.all_done(recording, jobs) and visible.started_beside_first(children) > limit >= most,
        "Start the next job as soon as any other has ended.",
        visible.about_places(children),
        points=0.5,
    )
    status = recording.main.exit_code
    yield Check(
        "Jobs that fail stop no others, and the parent's exit status says how many failed.",
        visible.all_done(recording, jobs) and status == failed,
        "`os.wait()` tells how each child ended: count those whose status isn't 0, and hand the number to `sys.exit`.",
        f"{failed} of {len(jobs)} jobs failed; the parent {seen.how_it_ended(recording, recording.main)}.",
        points=0.5,
    )
