"""What a marker looks for in a Recording: who worked, for how long, who wrote which numbers.

All of it comes from the processes themselves: their calls, their waits, their exits, the writer of
each line. Stamps of different sources may be a little apart, so comparisons of time leave a margin.
"""

from __future__ import annotations

import re

from ..recording.recording import Process, Recording, Span

MS = 1_000_000
NOTICEABLE_NS = 50 * MS  # shorter calls are not what an exercise asks for


def workers(recording: Recording) -> list[Process]:
    """Every process but the first and those that multiprocessing starts for itself."""
    return [process for process in recording.processes if process != recording.main and not process.is_helper]


def performances(recording: Recording) -> list[Span]:
    """The longest call of each process that was not a wait for other processes: its own piece of work."""
    found = []
    for process in recording.processes:
        waits = [wait for kind in ("join", "wait", "result") for wait in recording.waits(kind, process)]
        own = [
            call
            for call in recording.calls(which=process)
            if call.end_ns - call.start_ns >= NOTICEABLE_NS
            and not any(call.start_ns <= wait.start_ns and wait.end_ns <= call.end_ns for wait in waits)
        ]
        if own:
            found.append(max(own, key=lambda call: call.end_ns - call.start_ns))
    return found


def cpu_ns(recording: Recording, process: Process) -> int | None:
    """How long the process was on a CPU, in ns; None where nothing on this machine tells."""
    if process.cpu_ns is not None:
        return process.cpu_ns
    return None if recording.kernel_layer == "none" else recording.cpu_ns(process)


def parents_lines(recording: Recording) -> list[tuple[int, str]]:
    """(time in ns, text) of each line that the first process wrote (or nobody knows who)."""
    return [(line.time_ns, line.text) for line in recording.lines() if line.pid in (0, recording.main.pid)]


def numbers(text: str) -> list[float]:
    """Every number in the text: whole ones and decimal fractions."""
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def failed(processes: list[Process]) -> list[Process]:
    """Those that did not end by themselves with status 0."""
    return [process for process in processes if process.signal or process.exit_code != 0]
