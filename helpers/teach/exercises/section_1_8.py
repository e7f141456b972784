"""Section 1.8: a parallel map with a progress bar, and the fastest order for tasks of known lengths.

`map-with-progress`: three workers call `work` for the numbers 1 to 12. The parent writes "k of 12" whenever
one more result has come, and in the end all results, in the order of the numbers.
`fastest-order`: six calls of `work`, with the lengths 1 to 6, on three workers, handed over in such an
order that the busiest worker has as little as can be. What counts is the order in which the tasks began,
not the clock.
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


def _pooled(recording: Recording) -> list[Process]:
    return [one for one in recording.processes if one.role.startswith(("pool worker", "executor worker"))]


def _work(recording: Recording) -> list[Span]:
    """The calls of `work` in workers of a pool, in the order in which they began."""
    pids = {worker.pid for worker in _pooled(recording)}
    return [call for call in recording.calls("work") if call.pid in pids]


def _three_workers(recording: Recording) -> Mark:
    workers = _pooled(recording)
    return Mark(
        "A pool of three workers was made.",
        len(workers) == WORKERS,
        f"There were {len(workers)} workers. Make one pool, once: Pool(3)."
        if workers
        else "There were no workers of a pool. Make one with Pool(3).",
    )


@exercise(
    "map-with-progress",
    hints=[
        "`map` returns when everything is done: too late for progress. Which of its relatives hands over "
        "each result as soon as it can?",
        "`for result in pool.imap(work, numbers):` runs once for each result, in the order of the numbers.",
        "Collect the results in a list. Its length is what the progress line needs.",
        'A bar that stays in its line: `print(f"\\r{len(results)} of 12", end="", flush=True)`. '
        "After the loop, an empty `print()` ends that line.",
    ],
)
def map_with_progress(recording: Recording):
    """Twelve tasks by three workers, progress while they run, all results in order at the end."""
    calls = _work(recording)
    yield _three_workers(recording)
    yield Mark(
        "The workers called work once for each of the numbers 1 to 12.",
        sorted(number for call in calls for number in numbers(call.name)[:1]) == list(range(1, TASKS + 1)),
        f"They called it {len(calls)} times. Give the pool the function work and the numbers 1 to 12.",
    )
    reports = _reports(recording)
    yield Mark(
        "The parent reported its progress, from 1 of 12 to 12 of 12.",
        sorted(set(reports)) == list(range(1, TASKS + 1)),
        'Write a line such as "3 of 12" whenever one more result has come.',
    )
    last_end = max((call.end_ns for call in calls), default=0)
    yield Mark(
        "The reports came while the workers were at work.",
        sum(at < last_end - MARGIN_NS for at in reports.values()) >= STEPS,
        "They came when all was done. map waits for everything; imap hands over one result at a time. "
        'With print(…, end=""), add flush=True.',
    )
    yield Mark(
        "No report claimed more than was done.",
        bool(reports) and all(_done_by(calls, at + MARGIN_NS) >= count for count, at in reports.items()),
        "Count the results that have come, not the tasks that were handed over.",
    )
    yield Mark(
        "In the end the parent wrote all results in the order of the numbers.",
        any(numbers(text)[-TASKS:] == RESULTS for _, text in parents_lines(recording)),
        "Write the list of the results in one line: 1, 4, 9 and so on to 144.",
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


def _done_by(calls: list[Span], time_ns: int) -> int:
    return sum(call.end_ns <= time_ns for call in calls)


@exercise(
    "fastest-order",
    hints=[
        "All workers together have 21 units to do. How few can the busiest of three have?",
        "What is bad about a long task that comes last?",
        "Hand over the longest first. The short ones then fill what is left.",
        "`sorted(lengths, reverse=True)` puts the longest first.",
    ],
)
def fastest_order(recording: Recording):
    """Six tasks of the lengths 1 to 6, each done once by a pool of three, in an order that takes 7 units."""
    calls = _work(recording)
    order = [int(number) for call in calls for number in numbers(call.name)[:1]]
    all_done = sorted(order) == LENGTHS
    yield _three_workers(recording)
    yield Mark(
        "The workers called work once for each of the lengths 1 to 6.",
        all_done,
        f"They called it for {', '.join(map(str, order)) or 'none'}. Keep the function work as it is, and "
        "give the pool each length once.",
    )
    yield Mark(
        "Several tasks were under way at the same time.",
        recording.most_at_once(calls) > 1,
        "One was done after the other. Use map or apply_async; apply waits for each task.",
    )
    took = units(order)
    yield Mark(
        f"In this order the tasks need {BEST} units of time, and no order needs fewer.",
        all_done and took == BEST,
        f"The tasks began in the order {', '.join(map(str, order))}. So they need {took} units."
        if all_done
        else "First, let the workers do all six.",
    )


def units(order: list[int]) -> int:
    """How long three workers need if each takes the next task of `order` as soon as it is free."""
    busy_until = [0] * WORKERS
    for length in order:
        first_free = busy_until.index(min(busy_until))
        busy_until[first_free] += length
    return max(busy_until)
