"""A service that never succeeds."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from random import Random

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Recording

visible = importlib.import_module("..visible.keep_alive", __package__)


def vary(random: Random) -> Case:
    """Seven attempts that would all fail, by exit statuses and signals."""
    plan = [str(random.randrange(1, 120)) for _ in range(7)]
    for place, signal in zip(random.sample(range(5), 2), ["SIGTERM", "SIGKILL"], strict=True):
        plan[place] = signal
    return visible.case(plan)


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """Five attempts and no more, each reported, and an exit status that says so."""
    attempts, ends = recording.children(recording.main), case.expected["ends"]
    yield Check(
        "A service that never succeeds is started five times, one attempt after the other.",
        visible.ends_of(attempts) == ends and visible.one_by_one(attempts),
        "Count the attempts, and stop after the fifth.",
        visible.about_attempts(attempts, ends),
        points=0.5,
    )
    yield Check(
        "All five ends are reported as they were.",
        visible.reports(recording) == visible.wanted(ends) and visible.ends_of(attempts) == ends,
        "Take what `os.wait()` tells of each: an exit status, or the number of a signal.",
        visible.about_reports(recording),
        points=0.5,
    )
    last = [line.text for line in recording.lines(recording.main)][-1:]
    status = recording.main.exit_code
    yield Check(
        'Then the parent writes "gave up" and ends with exit status 1.',
        visible.ends_of(attempts) == ends and last == ["gave up"] and status == 1,
        "`sys.exit(1)` ends the parent with that status.",
        f"Its last line was {seen.listed(map(repr, last))}, and it {seen.how_it_ended(recording, recording.main)}.",
        points=0.5,
    )
