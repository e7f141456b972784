"""A service that may fail is started again until it succeeds, at most five times; each end is reported as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Process, Recording

TITLE = "Start it again"
MOST = 5


def case(plan: Sequence[str]) -> Case:
    """The file plan.txt says how each attempt ends: an exit status, or a signal's name."""
    ends = list(plan[:MOST])
    ends = ends[: ends.index("0") + 1] if "0" in ends else ends
    return Case(files={"plan.txt": " ".join(plan).encode()}, expected={"ends": ends})


GIVEN = case(["7", "SIGKILL", "0"])


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """What students see: the attempts, the reports, the end."""
    attempts, ends = recording.children(recording.main), case.expected["ends"]
    yield Check(
        "Each attempt is a child of its own, and there are as many as it takes.",
        ends_of(attempts) == ends and len(seen.workers(recording)) == len(ends),
        "After an attempt that failed, the parent forks again; after one that didn't, it stops.",
        about_attempts(attempts, ends),
    )
    yield Check(
        "No attempt begins before the one before it has ended.",
        len(attempts) > 1 and one_by_one(attempts),
        "The parent has to wait for the end of each child before it forks the next.",
        f"At most {seen.counted(seen.at_once(recording, attempts), 'attempt')} went on at once.",
        points=0.5,
    )
    yield Check(
        "After each attempt, the parent reports how it ended.",
        ends_of(attempts) == ends and reports(recording) == wanted(ends),
        'Its lines have the form "attempt 1: exit status 7", or "attempt 2: SIGKILL" if a signal ended it.',
        about_reports(recording),
        points=0.5,
    )
    yield Check(
        "When an attempt has succeeded, the parent ends with exit status 0.",
        ends_of(attempts) == ends and seen.ended_well(recording.main),
        "Exit status 0 says that all is well.",
        f"The parent {seen.how_it_ended(recording, recording.main)}.",
        points=0.5,
    )


def ends_of(attempts: list[Process]) -> list[str]:
    """How each attempt ended: an exit status, or a signal's name."""
    return [attempt.signal or str(attempt.exit_code) for attempt in attempts]


def one_by_one(attempts: list[Process]) -> bool:
    """Whether each had ended when the next was started."""
    return all(one.exited_ns is not None and one.exited_ns <= other.created_ns for one, other in pairwise(attempts))


def reports(recording: Recording) -> list[tuple[str, ...]]:
    """The parent's reports: (number of the attempt, how it ended)."""
    return [said for _, said in seen.lines_by(recording, [recording.main], r"attempt (\d+): (.+)")]


def wanted(ends: Sequence[str]) -> list[tuple[str, ...]]:
    """The reports that a right program writes."""
    return [(str(number), end if end.startswith("SIG") else f"exit status {end}") for number, end in enumerate(ends, 1)]


def about_attempts(attempts: list[Process], ends: Sequence[str]) -> str:
    """How the attempts ended, and how they should have."""
    if not attempts:
        return "There was no attempt."
    if ends_of(attempts) == ends and not one_by_one(attempts):
        return "An attempt began before the one before it had ended."
    return f"The attempts ended with {seen.listed(ends_of(attempts))}; the plan says {seen.listed(ends)}."


def about_reports(recording: Recording) -> str:
    """What the parent wrote."""
    lines = [line.text for line in recording.lines(recording.main)]
    return f"The parent wrote {seen.listed([repr(text[:40]) for text in lines], 3)}."
