"""Section 1.1: a third performer.

`third-performer`: a program in which three processes perform, each for at least a tenth of a second, all
at the same time. The first process may be one of the three.
"""

from __future__ import annotations

from ...recording.recording import Recording
from ..evidence import failed, performances, workers
from ..marking import Mark, exercise

NOT_YET = "That can be seen as soon as three perform."


@exercise(
    "third-performer",
    hints=[
        "Begin with the program that sings while it dances. What would a juggler need? "
        "A function, a process, a start and a join.",
        "A new process needs to know which function is its own: `Process(target=juggle)`. "
        "There are no brackets after `juggle`: with them you would call it here.",
        "The order matters: first both `start()`, then `dance()`, and only then both `join()`.",
    ],
)
def third_performer(recording: Recording):
    """Three processes perform at the same time, and all of them end well."""
    shows = performances(recording)
    yield Mark("Three processes perform.", len(shows) >= 3, _who_is_missing(recording, len(shows)))
    yield Mark(
        "All three perform at the same time.",
        recording.most_at_once(shows) >= 3,
        "One of them began only when another had ended. Start every process before you join the first one."
        if len(shows) >= 3
        else NOT_YET,
    )
    first, last = min((s.start_ns for s in shows), default=0), max((s.end_ns for s in shows), default=0)
    one_by_one = sum(show.end_ns - show.start_ns for show in shows)
    yield Mark(
        "Together they take far less time than one after another.",
        len(shows) >= 3 and last - first < 0.65 * one_by_one,
        "The whole show takes about as long as its parts together, so somebody waited for somebody else."
        if len(shows) >= 3
        else NOT_YET,
    )
    yield Mark(
        "Every process ends with exit status 0.",
        len(workers(recording)) >= 2 and not failed(list(recording.processes)),
        "A process is missing or did not end well. Look for a line marked with ! above: it tells what went wrong.",
    )


def _who_is_missing(recording: Recording, performing: int) -> str:
    started = len(workers(recording))
    if started == 0:
        return "There was only one process. A new one needs `Process(target=…)` and a call of its `start()`."
    if started + 1 > performing and any(not recording.calls(which=worker) for worker in workers(recording)):
        return (
            "A process was started that had nothing to do. Its function was probably called by the parent: "
            "write target=juggle, without brackets."
        )
    return (
        f"{performing} performed for a tenth of a second or longer. Write one more function "
        "and start one more process for it."
    )
