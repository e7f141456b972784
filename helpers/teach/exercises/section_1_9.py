"""Section 1.9: two readers of one queue, then three stages joined by two queues.

`two-readers`: two processes read numbers from one queue at the same time. Together they write each number from 1 to 10
once, and both end by themselves, with exit status 0.

`three-stages`: one process reads the numbers 1 to 10 and puts them into a queue, a second one takes them
out, squares them and puts the squares into another queue, a third one writes them. All three work at the
same time and end by themselves, because each is told by the stage before it that nothing more will come.
"""

from __future__ import annotations

from ...recording.recording import Process, Recording
from ..evidence import MS, failed, numbers, workers
from ..marking import Mark, exercise

TEN = [float(number) for number in range(1, 11)]
SQUARES = [float(number * number) for number in range(1, 11)]
MARGIN_NS = 20 * MS  # a line and a call are stamped by different sources


@exercise(
    "two-readers",
    hints=[
        "The second reader runs the same function on the same queue. Start both before anything is put in.",
        "Who takes the `None` out of the queue, and what is left for the other reader then?",
        "Each reader needs a sentinel of its own: put in two of them, behind the last number.",
    ],
)
def two_readers(recording: Recording):
    """Two readers at once, each number written once between them, both ended by themselves."""
    family = [one for one in workers(recording) if not one.role.startswith("manager")]
    readers = [one for one in family if recording.waits("get", one)]
    yield Mark(
        "There are two readers, each a process of its own.",
        len(family) == len(readers) == 2,
        _how_many_read(family, readers),
    )
    yield Mark(
        "Both are alive at the same time.",
        len(family) == 2 and recording.most_at_once(family) == 2,
        "The second reader began only after the first one had ended."
        if len(family) == 2
        else "There aren't two of them yet.",
    )
    written = sorted(number for one in family for number in numbers(recording.text(one)))
    yield Mark("Together they write each number from 1 to 10 once.", written == TEN, _what_was_written(written))
    yield Mark(
        "Both end by themselves, with exit status 0.",
        len(family) == 2 and recording.stopped is None and not failed([recording.main, *family]),
        _how_they_ended(recording, family, 2),
    )


def _how_many_read(family: list[Process], readers: list[Process]) -> str:
    if len(family) != 2:
        return f"There {'was' if len(family) == 1 else 'were'} {len(family)} besides the parent."
    return f"There are two processes besides the parent, but {2 - len(readers)} of them never called get."


def _what_was_written(written: list[float]) -> str:
    if not written:
        return "The readers wrote no numbers."
    seen = ", ".join(f"{number:g}" for number in written)
    if len(written) > len(set(written)):
        return f"They wrote {seen}. What one reader takes out of a queue is gone, so it should come only once."
    return f"They wrote {seen}."


def _how_they_ended(recording: Recording, family: list[Process], wanted: int) -> str:
    if recording.stopped:
        return "The program had to be stopped: somebody waited in get for something that nobody put in."
    if len(family) != wanted:
        return f"There aren't {wanted} of them yet." if len(family) < wanted else "There are too many of them."
    ended = failed([recording.main, *family])
    return f"{ended[0].role} was ended by a signal or by an exception." if ended else ""


@exercise(
    "three-stages",
    hints=[
        "An empty queue is not a finished one. How does a stage learn that nothing more will come?",
        "The reader puts `None` behind the last number. That is the sentinel.",
        "A stage that gets `None` leaves its loop. What must it tell the stage behind it?",
        "`transform` ends with `outbox.put(None)`, after its loop. "
        "Its loop: `while True`, `get`, `if item is None: break`.",
    ],
)
def three_stages(recording: Recording):
    """Three processes at once, the squares in the one that writes, in order, all ended by themselves."""
    stages = [one for one in workers(recording) if not one.role.startswith("manager")]
    yield Mark(
        "There are three stages, each a process of its own.",
        len(stages) == 3,
        f"There were {len(stages)} besides the parent. Start one Process for read, one for transform and "
        "one for write.",
    )
    yield Mark(
        "All three were alive at the same time.",
        len(stages) == 3 and recording.most_at_once(stages) == 3,
        "Start all of them before you join one.",
    )
    squarer, writer = _who_squared(recording, stages), _who_wrote(recording, stages)
    yield Mark(
        "One stage called square ten times.",
        squarer is not None,
        "Some numbers never came to it. Perhaps it stopped when its queue was empty for a moment.",
    )
    yield Mark(
        "Another stage wrote the ten squares, each once and in order.",
        writer is not None and writer != squarer,
        "Its lines should be 1, 4, 9 and so on to 100. What is missing got lost on the way, or came to it too late.",
    )
    yield Mark(
        "The stages worked at the same time: the first square was written before the last one was computed.",
        writer is not None and squarer is not None and _at_the_same_time(recording, squarer, writer),
        "Hand each number on as soon as you have it. Don't collect them first.",
    )
    yield Mark(
        "Everybody ended by themselves, with exit status 0.",
        len(stages) == 3 and recording.stopped is None and not failed([recording.main, *stages]),
        "Somebody had to be ended. A stage that waits in get for what never comes needs a sentinel."
        if recording.stopped
        else "A stage was ended by a signal or by an exception. Let each one leave its loop at the sentinel.",
    )


def _who_squared(recording: Recording, stages: list[Process]) -> Process | None:
    for stage in stages:
        if len(recording.calls("square", stage)) == len(SQUARES):
            return stage
    return None


def _who_wrote(recording: Recording, stages: list[Process]) -> Process | None:
    for stage in stages:
        if numbers(recording.text(stage)) == SQUARES:
            return stage
    return None


def _at_the_same_time(recording: Recording, squarer: Process, writer: Process) -> bool:
    first_line = recording.lines(writer)[0].time_ns
    return first_line < recording.calls("square", squarer)[-1].start_ns + MARGIN_NS
