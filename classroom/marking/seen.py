"""What checks ask of a Recording: who worked when, who wrote which line, who was collected.

All but `collected` stands on what the kernel tells from outside.
"""

from __future__ import annotations

import re

from helpers.recording.intervals import most_at_once
from helpers.recording.recording import Output, Process, Recording
from helpers.teach.evidence import cpu_ns, workers

__all__ = [
    "at_once",
    "collected",
    "counted",
    "cpu_ns",
    "ended_well",
    "how_it_ended",
    "lines_by",
    "listed",
    "log",
    "side_by_side",
    "workers",
]


def side_by_side(processes: list[Process]) -> bool:
    """Whether all of them were started before the first of them had ended: none waited for another."""
    ends = [process.exited_ns for process in processes if process.exited_ns is not None]
    return len(processes) > 1 and max(process.created_ns for process in processes) < min(ends, default=1 << 62)


def at_once(recording: Recording, processes: list[Process]) -> int:
    """The largest number of these that were alive at one instant (a zombie is not)."""
    return most_at_once(
        (process.created_ns, recording.wall_ns if process.exited_ns is None else process.exited_ns)
        for process in processes
    )


def collected(recording: Recording, processes: list[Process]) -> list[Process]:
    """Those whose end was collected while the first process was alive.

    The kernel tells that one was collected, but only soon after; the instant itself is the probe's word.
    """
    end = recording.main.exited_ns
    return [
        process
        for process in processes
        if process.collected_ns is not None and (end is None or process.collected_ns <= end)
    ]


def ended_well(process: Process) -> bool:
    """Whether it ended by itself, with exit status 0."""
    return process.exit_code == 0 and not process.signal


def how_it_ended(recording: Recording, process: Process) -> str:
    """How a process ended, for a sentence: "ended with exit status 1"."""
    if recording.stopped:
        return "had to be stopped"
    if process.signal:
        return f"was ended by {process.signal}"
    return "didn't end" if process.exit_code is None else f"ended with exit status {process.exit_code}"


def lines_by(recording: Recording, processes: list[Process], pattern: str) -> list[tuple[Output, tuple[str, ...]]]:
    """The lines by these processes that are as `pattern` says from end to end, each with what its groups matched."""
    pids = {process.pid for process in processes}
    found = [(line, re.fullmatch(pattern, line.text.rstrip())) for line in recording.lines() if line.pid in pids]
    return [(line, match.groups()) for line, match in found if match]


def log(recording: Recording) -> list[tuple[str, set[int]]]:
    """stdout as somebody reads it: each line, and the PIDs of all who wrote a piece of it."""
    lines: list[tuple[str, set[int]]] = []
    text: list[str] = []
    writers: set[int] = set()
    for chunk in recording.output:
        if chunk.stream != "stdout":
            continue
        *whole, rest = chunk.text.split("\n")
        for piece in whole:
            lines.append(("".join([*text, piece]), writers | {chunk.pid}))
            text, writers = [], set()
        if rest:
            text.append(rest)
            writers = writers | {chunk.pid}
    return [*lines, ("".join(text), writers)] if text else lines


def counted(number: int, one: str, many: str = "") -> str:
    """The number and its noun: "1 child", "no children", "3 children"."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def listed(things, most: int = 6) -> str:
    """Some of the things, for a sentence: "a, b, c and 4 more"."""
    texts = [str(thing) for thing in things]
    if len(texts) > most:
        texts = [*texts[:most], f"{len(texts) - most} more"]
    return " and ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]])) or "nothing"
