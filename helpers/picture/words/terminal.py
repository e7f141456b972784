"""The same recording as text, for a terminal: ``print(recording)``.

    main          4711 |████████▒▒██────────────────────────────██| exit 0
      child 1     4712 |        ██────────────────██zzzzzzzzz     | exit 0
                       0                                   120 ms

One character stands for a stretch of time, and shows what most of it was: on a CPU, ready, waiting, or
a zombie. Below a lane stand the calls that are long enough for their names.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...recording.intervals import most_at_once
from ...recording.recording import Process, Recording
from ..timeline.footnote import LAYERS
from ..timeline.lanes.bars import pieces_of
from ..timeline.lanes.endings import STOPPED, ending
from ..timeline.lanes.folded import fold, folded_name
from ..timeline.lanes.lanes import Lane, end_of, lanes_of
from ..timeline.lanes.pieces import ON, READY, WAITING

COLUMNS = 70
MARKS = {ON: "█", READY: "▒", WAITING: "─"}
LEGEND = "█ on a CPU   ▒ ready, waiting for a CPU   ─ alive, waiting   z ended, not yet collected"
LEGEND_OF_LIVES = "─ alive   z ended, not yet collected"


def as_text(recording: Recording) -> str:
    """Lanes, then the lines that were written, each with its time (ms since the start) and its writer."""
    [(lanes, folded)] = fold([lanes_of(recording)])
    step = max(1, recording.wall_ns) / COLUMNS
    names = [("  " * (lane.depth + (not lane.first)) + lane.name, lane.number) for lane in lanes]
    wide = max((len(name) for name, _ in names), default=0)
    digits = max((len(number) for _, number in names), default=0)
    text = [" ".join(recording.command), ""]
    for (name, number), lane in zip(names, lanes, strict=True):
        fine, stretches = pieces_of(lane, recording.kernel_layer == "exact")
        end = ending(lane.process) if lane.first else ""
        text.append(f"{name:{wide}} {number:>{digits}} |{_bar(fine, lane, recording, step)}| {end}".rstrip())
        called = _names(stretches, step)
        if called.strip():
            text.append(" " * (wide + digits + 3) + called.rstrip())
    if folded:
        most = most_at_once([(process.created_ns, end_of(process, recording)) for process in folded])
        text.append(f"{folded_name(folded)}, at most {most} of them alive at once")
    text.append(" " * (wide + digits + 2) + f"0{recording.wall_ns / 1e6:>{COLUMNS}.0f} ms")
    text += [
        "",
        LEGEND_OF_LIVES if recording.kernel_layer == "none" else LEGEND,
        LAYERS[recording.kernel_layer],
    ]
    if recording.stopped:
        text.append(f"the program was {STOPPED[recording.stopped]}")
    return "\n".join([*text, *recording.notes, *_lines(recording)])


def _bar(fine: Iterable[tuple], lane: Lane, recording: Recording, step: float) -> str:
    """For each column the state that holds most of it."""
    most = [(0.0, " ")] * COLUMNS
    times: dict[tuple[int, str], float] = {}
    for start, end, state, _ in fine:
        column = int(start / step)
        while column < COLUMNS and column * step < end:
            inside = min(end, (column + 1) * step) - max(start, column * step)
            times[column, state] = times.get((column, state), 0) + inside
            column += 1
    for (column, state), time in times.items():
        if column >= 0 and time > most[column][0]:
            most[column] = time, MARKS[state]
    bar = [mark for _, mark in most]
    if lane.first:
        for column in _zombie_columns(lane.process, recording, step):
            bar[column] = "z"
    return "".join(bar)


def _zombie_columns(process: Process, recording: Recording, step: float) -> range:
    parent = next((one for one in recording.processes if one.pid == process.ppid), None)
    if parent is None or process.exited_ns is None or process.collected_ns is None:
        return range(0)
    if parent.exited_ns is not None and parent.exited_ns < process.collected_ns:
        return range(0)
    return range(int(process.exited_ns / step) + 1, min(COLUMNS, int(process.collected_ns / step)))


def _names(stretches: list[tuple], step: float) -> str:
    """The calls' names under the columns in which they were going on, where they fit."""
    row, done = [" "] * COLUMNS, set()
    for start, end, function, call in stretches:
        first, last = round(start / step), min(COLUMNS, round(end / step))
        if id(call) in done:
            continue
        for name in (call.name, function):
            if first >= 0 and len(name) + 1 <= last - first:
                done.add(id(call))
                row[first:last] = f"|{name}".ljust(last - first)
                break
    return "".join(row[:COLUMNS])


def _lines(recording: Recording) -> list[str]:
    roles = {process.pid: process.role for process in recording.processes}
    lines = recording.lines(stream=None)
    wide = max((len(roles.get(line.pid, "?")) for line in lines), default=0)
    text = [""] if lines else []
    for line in lines:
        shown = line.text.encode("unicode_escape").decode() if not line.text.isprintable() else line.text
        mark = "!" if line.stream == "stderr" else " "
        text.append(f"{line.time_ns / 1e6:>10.1f} ms  {roles.get(line.pid, '?'):{wide}} {mark} {shown}")
    return text
