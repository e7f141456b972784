"""What happens at an instant, and how does the script of r.explore() say it? Starts, collections, ends, lines."""

from __future__ import annotations

from collections.abc import Iterator

from ...recording.recording import Process, Recording
from ..timeline.lanes.endings import ending
from ..timeline.lanes.lanes import Lane
from ..timeline.printed import written
from ..timeline.window import MS

LONGEST_LINE = 120  # letters of a line that a process wrote
# Each event's mark, as an SVG path from its tip: triangles and, for an end, a circle.
MARKS = {"fork": "l-4-7h8z", "collected": "l-4 7h8z", "line": "l-4 7h8z", "end": "m-4 0a4 4 0 1 1 0 .1z"}


def unit_of(end: int) -> tuple[int, str, int]:
    """How instants up to `end` (ns) are written: µs in one, its name, and digits behind the point."""
    return (1000, " ms", 3) if end < 5000 * MS else (1_000_000, " s", 6)


def events_of(recording: Recording, lanes: list[Lane], begin: int, end: int) -> Iterator[dict]:
    """What happens from `begin` to `end` (ns). `lane` has its mark; a stroke goes there from the lane `by`."""
    place = {lane.process.pid: number for number, lane in enumerate(lanes) if lane.first}
    who = {lane.process.pid: f"{lane.process.role} {lane.process.pid}" for lane in lanes}
    alive = {process.pid: process for process in recording.processes}
    per, unit, digits = unit_of(end)

    def instant(time_ns: int) -> str:
        return f"{time_ns // 1000 / per:.{digits}f}{unit}"

    def event(time_ns: int, kind: str, pid: int, by: int, words: str, **more) -> Iterator[dict]:
        if begin <= time_ns <= end:
            said = f"{words}, at {instant(time_ns)}"
            if "until" in more:
                said += f"; a zombie until {instant(more['until'] * 1000)}"
            about = {"kind": kind, "lane": place[pid], "by": place[by], "words": said}
            yield {"from": time_ns // 1000, **about, **more}

    for process in recording.processes:
        pid, parent = process.pid, alive.get(process.ppid)
        collected = process.collected_ns if parent and _lived_to_collect(parent, process) else None
        if parent and parent.pid != pid:
            yield from event(process.created_ns, "fork", pid, parent.pid, f"{who[parent.pid]} started {who[pid]}")
        if parent and collected is not None:
            words = f"{who[parent.pid]} collected {who[pid]}"
            yield from event(collected, "collected", pid, parent.pid, words, hollow=True)
        if process.exited_ns is not None:
            how = ending(process)
            words = f"{who[pid]} ended" + (f": {how}" if how != "ended" else "")
            until = {"until": collected // 1000} if collected is not None else {}
            hollow = not (process.signal or process.exit_code)
            yield from event(process.exited_ns, "end", pid, pid, words, label=how, hollow=hollow, **until)
    for line in written(recording):
        if line.pid in place and line.text.strip():
            wrote = "wrote" if line.stream == "stdout" else "wrote to stderr"
            text = line.text if len(line.text) <= LONGEST_LINE else line.text[: LONGEST_LINE - 1] + "…"
            yield from event(line.time_ns, "line", line.pid, line.pid, f"{who[line.pid]} {wrote} “{text}”")


def _lived_to_collect(parent: Process, process: Process) -> bool:
    """Whether it was the parent that collected it: who adopted an orphan isn't in the picture."""
    return process.collected_ns is not None and (parent.exited_ns or process.collected_ns) >= process.collected_ns
