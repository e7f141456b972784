"""A pool counts the words of all texts in a folder, and the parent prints a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Process, Recording
from helpers.teach.evidence import MS

TITLE = "Count the words of a folder"
SLOW_NS = 100 * MS  # what `count` takes at least


def case(workers: int, texts: Mapping[str, bytes]) -> Case:
    """The number of workers is the program's argument; the texts are the files in its folder that end in .txt."""
    rows = []
    for name, content in sorted(texts.items()):
        try:
            rows.append((name, str(len(content.decode().split()))))
        except UnicodeDecodeError:
            rows.append((name, "unreadable"))
    total = sum(int(count) for _, count in rows if count.isdigit())
    return Case((str(workers),), dict(texts), {"workers": workers, "rows": [*rows, ("total", str(total))]})


GIVEN = case(
    3,
    {
        "anna.txt": b"All happy families are alike; each unhappy family is unhappy in its own way.",
        "emma.txt": b"Emma Woodhouse, handsome, clever, and rich, with a comfortable home",
        "jane.txt": b"There was no possibility of taking a walk that day.",
        "moby.txt": b"Call me Ishmael.",
        "pride.txt": b"It is a truth universally acknowledged, that a single man in possession of a good fortune\n",
        "time.txt": b"It was the best of times, it was the worst of times",
        "trial.txt": b"Somebody must have been\nslandering Josef K.,\nfor one morning he was arrested",
    },
)


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """What students see: the workers, who counted what, the table."""
    workers, wanted = seen.workers(recording), case.expected["workers"]
    yield Check(
        f"There is one pool, of {wanted} workers.",
        len(workers) == wanted,
        "Make one pool for all files, with as many workers as the program's argument says.",
        f"There were {seen.counted(len(workers), 'process', 'processes')} besides the parent.",
    )
    yield Check(
        "Each text is counted once, by a worker.",
        each_once(recording, case),
        "Give the pool one task for each file, and let the parent count none.",
        about_counting(recording),
    )
    busy = {line.pid for line, _ in counted(recording, workers)}
    together = nearest_ns(recording) < SLOW_NS / 2
    yield Check(
        "Several workers count at the same time.",
        together and each_once(recording, case),
        "Hand over all tasks before you wait for a result.",
        f"{len(busy)} of the workers counted{'' if together else ', never two at a time'}.",
        points=0.5,
    )
    yield Check(
        "The parent prints the table: each text and its count, by name, and then the total.",
        table(recording) == case.expected["rows"] and bool(busy),
        'Its lines have the form "moby.txt 3", and the last one the form "total 78".',
        about_table(recording, case),
    )


def counted(recording: Recording, processes: list[Process]):
    """The lines with which `count` says that it is done, by these processes."""
    return seen.lines_by(recording, processes, r"counted (\S+)")


def each_once(recording: Recording, case: Case) -> bool:
    """Whether a line for each text came from a worker, and none from the parent."""
    names = [name for _, (name,) in counted(recording, seen.workers(recording))]
    return sorted(names) == sorted(case.files) and not counted(recording, [recording.main])


def nearest_ns(recording: Recording) -> int:
    """The shortest time between two texts that two workers had counted.

    Counting takes at least SLOW_NS. So if each begins when the one before is done, no two are nearer than that.
    """
    lines = [line for line, _ in counted(recording, seen.workers(recording))]
    gaps = [after.time_ns - before.time_ns for before, after in pairwise(lines) if after.pid != before.pid]
    return min(gaps, default=SLOW_NS)


def table(recording: Recording) -> list[tuple[str, ...]]:
    """The rows that the parent printed."""
    rows = seen.lines_by(recording, [recording.main], r"(\w+\.txt|total)\s+(\d+|unreadable)")
    return [row for _, row in rows]


def about_counting(recording: Recording) -> str:
    """Who counted how many texts."""
    by_workers, by_parent = counted(recording, seen.workers(recording)), counted(recording, [recording.main])
    parent = f", and the parent {len(by_parent)}" if by_parent else ""
    return f"The workers counted {seen.counted(len(by_workers), 'text')}{parent}."


def about_table(recording: Recording, case: Case) -> str:
    """The first row that is not as it should be."""
    rows = table(recording)
    if not rows:
        return "The parent printed no such line."
    if rows == case.expected["rows"]:
        return "The table is right, but no worker counted anything."
    for row, right in zip(rows, case.expected["rows"], strict=False):
        if row != right:
            return f"It printed {' '.join(row)!r} where {' '.join(right)!r} was wanted."
    return f"It printed {seen.counted(len(rows), 'row')}; {len(case.expected['rows'])} were wanted."
