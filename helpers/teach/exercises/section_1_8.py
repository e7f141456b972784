"""Section 1.8: the fastest order for tasks of known lengths, and a parallel map that shows its progress.

`fastest-order`: six calls of `work`, with the lengths 1 to 6, on three workers, handed over in such an order that the
busiest worker has as little as can be. What counts is the order in which the tasks began, not the clock.

`map-with-progress`: three workers call `work` for the numbers 1 to 12. The parent writes "k of 12" whenever one more
result has come, and in the end all results, in the order of the numbers.
"""

from __future__ import annotations

import re

from ...recording.recording import Process, Recording, Span
from ..evidence import MS, numbers, parents_lines
from ..marking import Mark, exercise

TASKS = 12
RESULTS = [float(number * number) for number in range(1, TASKS + 1)]
LENGTHS = [1, 2, 3, 4, 5, 6]
WORKERS = 3
BEST = sum(LENGTHS) // WORKERS  # 21 units on three workers: 6 and 1, 5 and 2, 4 and 3
MARGIN_NS = 20 * MS  # the end of a call and a line are stamped by different sources
STEPS = 4  # of the twelve reports, so many must come before the last task is done


@exercise(
    "fastest-order",
    hints=[
        "All together there are 21 units to do. How few can the busiest of three workers have?",
        "What is bad about a long task that comes last?",
        "A short task that comes last fills what is left. Which ones have to come first, then?",
        "`for length in [6, 5, 4, 3, 2, 1]:` is one order that does it.",
    ],
)
def fastest_order(recording: Recording):
    """Six tasks of the lengths 1 to 6, each done once by a pool of three, in an order that takes 7 units."""
    calls = _work(recording)
    order = _given(calls)
    yield _three_workers(recording)
    yield _each_once(recording, calls, LENGTHS)
    yield _side_by_side(recording, calls)
    yield Mark(
        f"In the order in which they begin, the tasks take {BEST} units of time, and no order takes fewer.",
        sorted(order) == LENGTHS and units(order) == BEST,
        f"The tasks began in the order {_listed(order)}. With three workers that takes {units(order)} units."
        if sorted(order) == LENGTHS
        else "That can be told when all six are done.",
    )


@exercise(
    "map-with-progress",
    hints=[
        "`map` comes back when everything is done. That's too late for the first report.",
        "Hand over all twelve tasks first, without waiting. Then wait for one result after another.",
        "`apply_async` returns a promise. Keep all the promises in a list, and go through it in a second loop.",
        "In that loop: `results.append(promise.get())`, and then `print(len(results), 'of 12')`.",
    ],
)
def map_with_progress(recording: Recording):
    """Twelve tasks by three workers, progress while they run, all results in order at the end."""
    calls = _work(recording)
    yield _three_workers(recording)
    yield _each_once(recording, calls, list(range(1, TASKS + 1)))
    yield _side_by_side(recording, calls)
    reports = _reports(recording)
    yield Mark(
        "The parent reports its progress, from 1 of 12 to 12 of 12.",
        sorted(reports) == list(range(1, TASKS + 1)),
        f"These reports were seen: {_listed(sorted(reports))}."
        if reports
        else 'No report was seen yet: the parent\'s, in the form "3 of 12".',
    )
    last_end = max((call.end_ns for call in calls), default=0)
    yield Mark(
        "The reports come while the workers are at work.",
        sum(at < last_end - MARGIN_NS for at in reports.values()) >= STEPS,
        _why_so_late(recording, reports),
    )
    yield Mark(
        "No report says more than is done.",
        bool(reports) and not _too_early(calls, reports),
        f'At "{_too_early(calls, reports)[0]} of 12", not so many tasks were done yet.'
        if _too_early(calls, reports)
        else "There is no report yet.",
    )
    yield Mark(
        "At the end, the parent prints the list of all results, in the order of the numbers.",
        any(numbers(text)[-TASKS:] == RESULTS and at >= last_end - MARGIN_NS for at, text in parents_lines(recording)),
        "No line of the parent has all twelve results, from 1 to 144, in this order.",
    )


def units(order: list[int]) -> int:
    """How long three workers need if each takes the next task of `order` as soon as it is free."""
    busy_until = [0] * WORKERS
    for length in order:
        first_free = busy_until.index(min(busy_until))
        busy_until[first_free] += length
    return max(busy_until)


def _pooled(recording: Recording) -> list[Process]:
    return [one for one in recording.processes if one.role.startswith(("pool worker", "executor worker"))]


def _work(recording: Recording) -> list[Span]:
    """The calls of `work` in workers of a pool, in the order in which they began."""
    pids = {worker.pid for worker in _pooled(recording)}
    return [call for call in recording.calls("work") if call.pid in pids]


def _given(calls: list[Span]) -> list[int]:
    """What each of these calls was given."""
    return [int(number) for call in calls for number in numbers(call.name)[:1]]


def _three_workers(recording: Recording) -> Mark:
    workers = _pooled(recording)
    if not workers:
        seen = "No worker of a pool was seen."
    elif len(workers) > WORKERS and len(workers) % WORKERS == 0:
        seen = f"There were {len(workers)} workers. Each pool has workers of its own: how many pools were made?"
    else:
        seen = f"The pool had {len(workers)} worker{'' if len(workers) == 1 else 's'}."
    return Mark("There is one pool, of three workers.", len(workers) == WORKERS, seen)


def _each_once(recording: Recording, calls: list[Span], wanted: list[int]) -> Mark:
    """Each of the wanted numbers was given to `work` once, in a worker, and that call came to its end."""
    done = _given([call for call in calls if not call.cut])
    by_parent = len(recording.calls("work", recording.main))
    if by_parent:
        seen = f"The parent called work itself, {by_parent} times."
    elif any(call.cut for call in calls):
        seen = "Some calls of work were cut off: the pool ended before they were done."
    elif not calls:
        seen = "No worker called work. A task's exception stays hidden until somebody asks for its result."
    else:
        seen = f"They did it for {_listed(sorted(done))}."
    return Mark(
        f"The workers do work(1) to work({wanted[-1]}), each of them once.",
        sorted(done) == wanted and not by_parent,
        seen,
    )


def _side_by_side(recording: Recording, calls: list[Span]) -> Mark:
    return Mark(
        "The workers work side by side.",
        recording.most_at_once(calls) > 1,
        "One task was done after another. Where does the parent wait before it hands over the next?"
        if calls
        else "There are no tasks yet.",
    )


def _reports(recording: Recording) -> dict[int, int]:
    """For each k of a text "k of 12" by the first process: when it was first written, in ns.

    From the chunks, since a bar that stays in its line is one single line.
    """
    found: dict[int, int] = {}
    for chunk in recording.output:
        if chunk.pid in (0, recording.main.pid):
            for count in re.findall(rf"\b(\d+) of {TASKS}\b", chunk.text):
                found.setdefault(int(count), chunk.time_ns)
    return found


def _why_so_late(recording: Recording, reports: dict[int, int]) -> str:
    if not reports:
        return "There is no report yet."
    if any("\r" not in text and text.count(f" of {TASKS}") > 1 for _, text in parents_lines(recording)):
        return (
            "All reports left the program together, in one line. Printed text without a newline is kept back "
            "until a newline comes, or until it is flushed."
        )
    return "The reports came when all was done. What did the parent wait for before it wrote the first one?"


def _too_early(calls: list[Span], reports: dict[int, int]) -> list[int]:
    """The reports that were written before so many tasks were done."""
    return [
        count
        for count, at in sorted(reports.items())
        if sum(not call.cut and call.end_ns <= at + MARGIN_NS for call in calls) < count
    ]


def _listed(values: list[int]) -> str:
    return ", ".join(map(str, values)) or "nothing"
