"""A broken program: workers that write one log, which lacks lines, has torn ones, and says its first line too often.

The log is the program's own stdout, through a buffer. Three things go wrong: a buffer that is not empty at a fork is
copied, `os._exit` throws one away, and a line that is written in two pieces is torn when another process writes
between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Recording

TITLE = "A log that loses no line"


def case(workers: int, lines: int) -> Case:
    """The program is given both numbers."""
    wanted = [f"worker {worker}: step {step} of {lines}" for worker in range(workers) for step in range(lines)]
    return Case((str(workers), str(lines)), expected={"workers": workers, "lines": wanted})


GIVEN = case(3, 8)


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """What students see: each line, whole; the first line once; side by side."""
    wanted, workers = case.expected["lines"], case.expected["workers"]
    yield Check(
        "Each line of each worker is in the log once, and its worker wrote it.",
        complete(recording, case),
        "What a process has written is in its buffer at first. `os._exit` ends a process without looking there.",
        f"{lines_there(recording, case)} of {len(wanted)} lines were there, and whole.",
    )
    torn = [text for text, writers in seen.log(recording) if len(writers) > 1]
    yield Check(
        "No line is torn: each is written by one process, from its beginning to its end.",
        not torn and all_wrote(recording, case),
        "Between two pieces of a line, another process can write. When should a line leave the buffer?",
        f"Several processes wrote {torn[0][:60]!r}." if torn else "No line was torn, but lines are missing.",
        points=0.5,
    )
    heads = [number for number, (text, _) in enumerate(seen.log(recording)) if text == f"{workers} workers"]
    yield Check(
        "The first line of the log is there once.",
        heads == [0] and all_wrote(recording, case),
        "What is in the buffer at a fork is copied with everything else.",
        f"It was there {len(heads)} times." if len(heads) != 1 else "It was not the first one, or it was alone.",
        points=0.5,
    )
    children = recording.children(recording.main)
    yield Check(
        "The workers work side by side, as they did before.",
        len(children) == workers and seen.side_by_side(children) and all_wrote(recording, case),
        "The log has to be whole although they do.",
        f"There were {seen.counted(len(children), 'child', 'children')}, and at most "
        f"{seen.at_once(recording, children)} at once; {lines_there(recording, case)} of {len(wanted)} lines came.",
        points=0.5,
    )


def complete(recording: Recording, case: Case) -> bool:
    """Whether each line is in the log once, and all lines of one worker were written by one child of its own."""
    owners: dict[str, set[int]] = {}
    for text, writers in seen.log(recording):
        if text in case.expected["lines"]:
            owners.setdefault(text.partition(":")[0], set()).update(writers)
    children = {child.pid for child in recording.children(recording.main)}
    apart = [owner for writers in owners.values() for owner in writers]
    mine = len(apart) == len(set(apart)) == case.expected["workers"] and set(apart) <= children
    texts = Counter(text for text, _ in seen.log(recording))
    return mine and all(texts[text] == 1 for text in case.expected["lines"])


def all_wrote(recording: Recording, case: Case) -> bool:
    """Whether there are as many children as there should be workers, and each wrote something into the log."""
    writers = set().union(*(pids for _, pids in seen.log(recording)))
    children = recording.children(recording.main)
    return len(children) == case.expected["workers"] and all(child.pid in writers for child in children)


def lines_there(recording: Recording, case: Case) -> int:
    """How many of the workers' lines are in the log, whole, and written by a child."""
    children = {child.pid for child in recording.children(recording.main)}
    return len({text for text, writers in seen.log(recording) if writers <= children} & set(case.expected["lines"]))
