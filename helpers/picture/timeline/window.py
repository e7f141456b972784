"""Which part of the time does a picture show? From where the program's own work begins to the last end in it.

    0        begins                                          ends
    |start-up|  calls, waits, new processes, lines            | what is still torn down
    ▐▌┄┄┄┄┄┄┄├────────── drawn to scale ──────────────────────┤

Before its first own step (a call, a wait, a new process, a line) a program does little but start Python and import.
That is drawn as a short stub with its length written beside it. It is drawn in full where somebody asks for it, where
it is short anyway, and where it holds so much computing that it may be the program's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...recording.recording import Recording

MS = 1_000_000  # ns
STUB_SHARE = 0.06  # of the whole: a shorter start-up is no wider than its stub would be
LEAD_SHARE = 0.02  # of the part that is drawn to scale stands before the first step, so that its mark has room
START_UP_CPU_NS = 200 * MS  # more time on a CPU than that may be the program's own work (Python and imports: 15 to 60)
START_UP_NS = 400 * MS  # the same where nobody knows who was on a CPU


@dataclass(frozen=True)
class Window:
    """The part from `start` to `end`, in ns, is drawn to scale; `stub` says that what was before it is a stub."""

    start: int
    end: int
    stub: bool = False


def window_of(
    recordings: Sequence[Recording], start_ms: float | None, end_ms: float | None, startup: bool = False
) -> Window:
    """The part that is asked for, or else the part that matters.

    Raises ValueError if it ends before it begins.
    """
    start = 0 if start_ms is None else round(start_ms * MS)
    end = max(_end(recordings), start + 1000) if end_ms is None else round(end_ms * MS)
    if end <= start:
        raise ValueError(f"The part from {start / MS:g} ms to {end / MS:g} ms is empty: it must end after it begins.")
    if start_ms is not None or startup:
        return Window(start, end)
    begins = min(map(first_step_ns, recordings))
    begins -= round(LEAD_SHARE * (end - begins))
    if begins < STUB_SHARE * end or begins >= end:
        return Window(start, end)
    return Window(begins, end, stub=True)


def first_step_ns(recording: Recording) -> int:
    """When the program did the first thing that can be seen; 0 if its start-up can't be told from its work."""
    if not recording.processes:
        return 0
    begins = min(
        [span.start_ns for span in recording.spans]
        + [process.created_ns for process in recording.processes[1:]]
        + [chunk.time_ns for chunk in recording.output],
        default=0,
    )
    if recording.kernel_layer == "none":
        return begins if begins <= START_UP_NS else 0
    busy = sum(
        min(turn.end_ns, begins) - turn.start_ns
        for turn in recording.on_cpu
        if turn.pid == recording.main.pid and turn.start_ns < begins
    )
    return begins if busy <= START_UP_CPU_NS else 0


def _end(recordings: Sequence[Recording]) -> int:
    """The last end of a process; the end of the recording where a process was not seen to end or a limit came."""
    ends = []
    for recording in recordings:
        known = [process.exited_ns for process in recording.processes]
        ends += [end for end in known if end is not None]
        if recording.stopped or None in known or not known:
            ends.append(recording.wall_ns)
    return max(ends)
