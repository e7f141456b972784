"""A broken program: it waits for its workers before it takes their results, and it takes an empty queue for a done one.

A worker's `put` hands its list to a thread that writes it into a pipe, and a worker ends only when that is done. With
more than 64 KiB in it the pipe is full, so whoever joins first waits for ever (pipe(7), multiprocessing.Queue).
"""

from __future__ import annotations

from collections.abc import Iterator

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Recording
from helpers.teach.evidence import numbers, parents_lines

TITLE = "Get the results back"


def case(workers: int, limit: int) -> Case:
    """The program is given both numbers."""
    total = sum(number * number for number in range(limit))
    return Case((str(workers), str(limit)), expected={"workers": workers, "total": total}, timeout_s=8)


GIVEN = case(3, 60_000)


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """What students see: it ends, it is still parallel, its sum is right."""
    wanted, workers = case.expected["workers"], seen.workers(recording)
    yield Check(
        "The program ends by itself, with exit status 0.",
        len(workers) == wanted and ends(recording),
        "Who waits for whom? A worker ends only when somebody has taken what it put into the queue.",
        about_end(recording),
    )
    yield Check(
        f"It still has {wanted} workers, all of them started before the first result is needed.",
        len(workers) == wanted and started_together(recording) and ends(recording),
        "Start all workers in one loop, and take their results in another.",
        f"At most {seen.counted(seen.at_once(recording, workers), 'worker')} ran at once. {about_end(recording)}",
        points=0.5,
    )
    yield Check(
        "The parent prints the sum of all squares.",
        len(workers) == wanted and total(recording) == case.expected["total"],
        "How many results does the parent wait for? A queue that is empty now may have something in it soon.",
        about_total(recording),
        points=1.5,
    )


def ends(recording: Recording) -> bool:
    """Whether the program and its workers ended by themselves and well."""
    return not recording.stopped and all(map(seen.ended_well, [recording.main, *seen.workers(recording)]))


def started_together(recording: Recording) -> bool:
    """Whether no worker was started after another had ended."""
    return seen.side_by_side(seen.workers(recording))


def total(recording: Recording) -> float | None:
    """The number in the last line of the parent that has one."""
    said = [numbers(text) for _, text in parents_lines(recording)]
    return next((each[-1] for each in reversed(said) if each), None)


def about_end(recording: Recording) -> str:
    """How many workers there were, and how the parent ended."""
    workers = seen.counted(len(seen.workers(recording)), "worker")
    return f"There were {workers}, and the parent {seen.how_it_ended(recording, recording.main)}."


def about_total(recording: Recording) -> str:
    """The parent's last line, if somebody else computed it."""
    if not seen.workers(recording):
        return "There were no workers."
    lines = [text for _, text in parents_lines(recording) if text]
    return f"Its last line was {lines[-1][:60]!r}." if lines else "The parent printed nothing."
