"""Section 1.1: a second process, then three performers.

`dance-in-a-child`: the program sings and dances; the dance moves into a child, the first process goes on singing, and
says that the show is over when both are done.

`third-performer`: three processes perform, each for at least 0.3 s, all at the same time. The first process may be one
of the three.
"""

from __future__ import annotations

from ...recording.recording import Recording, Span
from ..evidence import MS, failed, parents_lines, performances, workers
from ..marking import Mark, exercise

LEAST_NS = 300 * MS  # for so long each performs
MARGIN_NS = 50 * MS  # a line and an end are stamped by different sources
NOT_YET = "That shows as soon as there are enough performers."


@exercise(
    "dance-in-a-child",
    hints=[
        "Compare with the program that sings while it dances, above. Who does what there?",
        "The child needs to be told which function is its own. `target=dance` hands it over, without brackets.",
        "`start()` must come before `sing()`, and `join()` after it. The last line of all says that the show is over.",
    ],
)
def dance_in_a_child(recording: Recording):
    """The child dances while the parent sings; the parent waits, then says that the show is over."""
    children = workers(recording)
    dances, songs = recording.calls("dance"), recording.calls("sing")
    by_child = [call for call in dances if call.pid in {child.pid for child in children}]
    yield Mark("There is one child.", len(children) == 1, _how_many(len(children)))
    yield Mark(
        "The child dances.",
        len(by_child) == len(dances) == 1,
        "The dance was danced by the first process." if dances else "Nobody danced at all.",
    )
    yield Mark(
        "The first process sings.",
        [call.pid for call in songs] == [recording.main.pid],
        "The song was sung by a child." if songs else "Nobody sang at all.",
    )
    yield Mark(
        "Song and dance go on at the same time.",
        bool(songs and dances) and recording.most_at_once([*songs, *dances]) == 2,
        "One of them began only when the other one was over.",
    )
    ends = [child.exited_ns or recording.wall_ns for child in children] + [call.end_ns for call in songs]
    said = [time for time, text in parents_lines(recording) if "the show is over" in text]
    yield Mark(
        'The first process says "the show is over" after both are done.',
        bool(children and said) and said[-1] + MARGIN_NS >= max(ends),
        "It said so while somebody was still performing." if said else "It doesn't say so yet.",
    )
    yield _ended_well(recording)


@exercise(
    "third-performer",
    hints=[
        "Begin with the program that sings while it dances. What does a juggler need? A function and a process.",
        "A new process is told which function is its own: `Process(target=juggle)`. With brackets after `juggle` you "
        "would call it here.",
        "The order matters: first both `start()`, then the first process's own act, and only then both `join()`.",
    ],
)
def third_performer(recording: Recording):
    """Three processes perform at the same time, long enough, and all of them end well."""
    shows = performances(recording)
    yield Mark("Three processes perform.", len(shows) >= 3, _who_is_missing(recording, shows))
    shortest = min((show.end_ns - show.start_ns for show in shows), default=0)
    yield Mark(
        "Each performs for at least 0.3 seconds.",
        len(shows) >= 3 and shortest >= 0.98 * LEAST_NS,
        f"The shortest act took {shortest / 1e9:.2f} s." if len(shows) >= 3 else NOT_YET,
    )
    yield Mark(
        "All three perform at the same time.",
        recording.most_at_once(shows) >= 3,
        f"At most {recording.most_at_once(shows)} performed at one time: one of them began only when another had ended."
        if len(shows) >= 3
        else NOT_YET,
    )
    first, last = min((s.start_ns for s in shows), default=0), max((s.end_ns for s in shows), default=0)
    longest = max((show.end_ns - show.start_ns for show in shows), default=0)
    yield Mark(
        "The time for all three is close to the time for one.",
        len(shows) >= 3 and last - first < 1.5 * longest + 100 * MS,
        f"All of it took {(last - first) / 1e9:.2f} s, and the longest act {longest / 1e9:.2f} s."
        if len(shows) >= 3
        else NOT_YET,
    )
    children = workers(recording)
    yield Mark(
        "The first process waits for the others.",
        bool(children) and _outlives(recording, children),
        "It didn't wait for a child, or ended before one of them." if children else "There are no others yet.",
    )
    yield _ended_well(recording)


def _how_many(children: int) -> str:
    return "There was only one process." if children == 0 else f"There were {children} children."


def _ended_well(recording: Recording) -> Mark:
    return Mark(
        "Every process ends without an error.",
        len(workers(recording)) >= 1 and not failed(list(recording.processes)),
        "A process is missing, or one did not end well: the lines marked with ! say what went wrong."
        if workers(recording)
        else "There is no second process yet.",
    )


def _outlives(recording: Recording, children: list) -> bool:
    """Whether each child had ended when the first process was done waiting, and it did wait."""
    end = recording.main.exited_ns or recording.wall_ns
    return bool(recording.waits("join", recording.main)) and all(
        child.exited_ns is not None and child.exited_ns <= end for child in children
    )


def _who_is_missing(recording: Recording, shows: list[Span]) -> str:
    started = workers(recording)
    if not started:
        return "There was only one process."
    if len(started) + 1 > len(shows) and any(not recording.calls(which=worker) for worker in started):
        return "A process was started that had nothing to do. Who called its function?"
    return f"{len(shows)} performed for long enough to be seen."
