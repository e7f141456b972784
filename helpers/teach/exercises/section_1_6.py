"""Section 1.6: a list of functions side by side, and their exit codes.

`run-all`: a program that runs at least three functions, each in a process of its own, all at the same
time. When all have ended, the first process writes the exit code of each, in the order in which they were
started; at least one of them is not 0.
"""

from __future__ import annotations

import re
import signal

from ...recording.recording import Process, Recording
from ..evidence import MS, numbers, parents_lines, workers
from ..marking import Mark, exercise

MARGIN_NS = 50 * MS  # a line and an exit are stamped by different sources


@exercise(
    "run-all",
    hints=[
        "Look at the timeline of the start: each process begins when the one before it has ended. "
        "Which line of the loop waits?",
        "Use two loops. The first makes and starts the processes, and keeps them in a list. The second joins them.",
        "`process.exitcode` is None until the process has ended. Ask for it after `join()`, and put it "
        "into the list that `run_all` returns.",
    ],
)
def run_all(recording: Recording):
    """At least three functions, all at the same time; their exit codes, in order, once all have ended."""
    started = _in_order_of_start(workers(recording))
    yield Mark(
        "At least three processes run, one for each function.",
        len(started) >= 3,
        f"There were {len(started)} beside the first one. Each function needs a `Process(target=function)` "
        "and its `start()`.",
    )
    yield Mark(
        "They run side by side.",
        len(started) >= 3 and recording.most_at_once(started) == len(started),
        "One began only when another had ended. Start them all before you join the first one.",
    )
    codes = [_code(process) for process in started]
    yield Mark(
        "Not all of them end with 0.",
        any(codes),
        "Keep one function that raises an exception, or one that calls sys.exit with a number.",
    )
    yield Mark(
        "The parent writes their exit codes in the order of their start, after all have ended.",
        bool(started) and None not in codes and _in_order(codes, _late_numbers(recording, started)),
        _advice(recording, started, codes),
    )


def _in_order_of_start(processes: list[Process]) -> list[Process]:
    """By N where all are called Process-N: stamps of different processes may be a little apart."""
    numbers = {process: match[1] for process in processes if (match := re.search(r"-(\d+)$", process.role))}
    if len(numbers) < len(processes):
        return processes
    return sorted(processes, key=lambda process: int(numbers[process]))


def _code(process: Process) -> int | None:
    """The exit code as multiprocessing has it: minus the signal's number for one that a signal ended."""
    return -signal.Signals[process.signal] if process.signal else process.exit_code


def _late_numbers(recording: Recording, started: list[Process]) -> list[float]:
    """Every number that the parent wrote once all had ended, in order."""
    ends = [recording.wall_ns if process.exited_ns is None else process.exited_ns for process in started]
    return [
        number
        for at, text in parents_lines(recording)
        if at + MARGIN_NS >= max(ends, default=0)
        for number in numbers(text)
    ]


def _in_order(codes: list, found: list[float]) -> bool:
    """Whether `found` has the codes in this order, whatever stands between them."""
    rest = iter(found)
    return all(code in rest for code in codes)


def _advice(recording: Recording, started: list[Process], codes: list) -> str:
    if any("None" in text for _, text in parents_lines(recording)):
        return "It wrote None: an exitcode is known only when the process has ended. Join first, then ask."
    if started and _in_order(sorted(codes, key=str), sorted(_late_numbers(recording, started), key=str)):
        return "The codes are there, but in another order. Ask the processes in the order of their start."
    return "Print what `run_all` returns: the `process.exitcode` of each process, asked for after the joins."
