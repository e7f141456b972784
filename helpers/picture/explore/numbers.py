"""What does the script need to know of a Recording? Only numbers and the words it can't make itself.

    Recording ──► numbers ──JSON──► explore.js
                     │
                     ├ lanes    a row for each process (or thread), as in the timeline
                     │            bars     gap, length, state | colour << 2         gap, length, state | colour << 2 …
                     │            calls    gap, length, colour | name << 4          the innermost ones
                     │            waits    gap, length, name                        the outermost ones
                     ├ cpus     a row for each CPU
                     │            bars     gap, length, lane
                     ├ events   a start, a collection, an end, a line: when, in which lanes, and in words
                     └ range    from when to when; `view` is the part shown first

Times are whole µs. A gap is the time since the end of the bar before it: for 100,000 bars that makes half the text
that two instants would. What is shorter than a µs is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...recording.recording import OnCpu, Process, Recording, Span
from ..cpus import Inks, lanes_of_cpus
from ..ink import PALETTE, Colours
from ..timeline.lanes.bars import pieces_of
from ..timeline.lanes.coarse import clipped
from ..timeline.lanes.endings import ending
from ..timeline.lanes.lanes import Lane, lanes_of
from ..timeline.lanes.limits import is_unrecorded
from ..timeline.lanes.pieces import ON, READY, WAITING
from ..timeline.legend import LIVES, TEXTS
from ..timeline.printed import written
from ..timeline.window import MS, window_of

MOST_BARS = 200_000  # of a page; it holds some 3 MB then
LONGEST_LINE = 120  # letters of a line that a process wrote
STATES = {ON: 0, READY: 1, WAITING: 2}
INKS = (None, *(colour for colour, _ in PALETTE))  # None is the page's own ink
PAGE = Path(__file__).with_name("explore.html")


def numbers(
    recording: Recording,
    start_ms: float | None = None,
    end_ms: float | None = None,
    known: dict[str, int] | None = None,
) -> dict:
    """The recording, or its part from `start_ms` to `end_ms` (ms since its start), ready for `json.dumps`.

    `known` are the colours of earlier pictures (see ink.py). Raises ValueError if the part ends before it begins, or
    has more bars than a page can take.
    """
    window = window_of([recording], start_ms, end_ms)
    begin = 0 if start_ms is None else window.start
    lanes = lanes_of(recording)
    names: dict[str, int] = {}
    colours = Colours({span.function for span in recording.spans if span.kind == "call"}, known)
    roles = Inks(recording)
    rows = [_row(lane, recording, begin, window.end, names, colours, roles) for lane in lanes]
    cpus = [
        {"name": f"CPU {cpu}", "label": f"CPU {cpu}", "bars": _bars(turns, begin)}
        for cpu, turns in _turns(recording, lanes, begin, window.end).items()
    ]
    count = sum(len(row["bars"]) for row in [*rows, *cpus]) // 3
    if count > MOST_BARS:
        raise ValueError(
            f"From {begin / MS:g} to {window.end / MS:g} ms this run has {count:,} bars, and a page can take "
            f"{MOST_BARS:,}. Explore a part of it: explore(start_ms, end_ms)."
        )
    return {
        "range": [begin // 1000, window.end // 1000],
        "view": [max(begin, window.start) // 1000, window.end // 1000],
        "words": [TEXTS[ON], TEXTS[READY], TEXTS[LIVES[recording.kernel_layer]]],
        "colours": INKS,
        "names": list(names),
        "lanes": rows,
        "cpus": cpus,
        "events": sorted(_events(recording, lanes, begin, window.end), key=lambda event: event["t"]),
        "page": PAGE.read_text(encoding="utf-8"),
    }


def _row(lane: Lane, recording: Recording, begin: int, end: int, names: dict, colours: Colours, roles: Inks) -> dict:
    pieces, stretches = pieces_of(lane, recording.kernel_layer == "exact")
    inks = {None: 0} | {name: INKS.index(colours.of(name)) for name in colours.functions}
    role = roles.of(roles.roles[lane.process.pid])

    def number(text: str) -> int:
        return names.setdefault(text, len(names))

    bars = ((a, b, STATES[state] | inks[name] << 2) for a, b, state, name in clipped(pieces, begin, end))
    calls = ((a, b, inks[name] | number(_call(call)) << 4) for a, b, name, call in clipped(stretches, begin, end))
    waits = ((a, b, number(kind)) for a, b, kind in clipped(list(_outermost(lane.waits)), begin, end))
    return {
        "name": f"{lane.name} {lane.number}",
        "label": "\u2003" * (lane.depth + (not lane.first)) + f"{lane.name} {lane.number}",
        "ink": INKS.index(role) if role in INKS else 0,
        "bars": _bars(bars, begin),
        "calls": _bars(calls, begin),
        "waits": _bars(waits, begin),
    }


def _bars(things: Iterable[tuple[int, int, int]], begin: int) -> list[int]:
    """(start, end, code), in order of time and in ns, as gap, length, code, gap, length, code … in µs."""
    found, last = [], begin // 1000
    for start, end, code in things:
        start, end = max(start // 1000, last), end // 1000
        if end > start:
            found += [start - last, end - start, code]
            last = end
    return found


def _call(call: Span) -> str:
    name = call.name if "(" in call.name else f"{call.name}()"
    if is_unrecorded(call):
        return f"{name} (not recorded to its end)"
    return f"{name} (its process ended in this call)" if call.cut else name


def _outermost(waits: Iterable[Span]) -> Iterator[tuple[int, int, str]]:
    """Of waits inside waits only the outermost, as the timeline has it."""
    done = -1
    for wait in waits:
        if wait.end_ns > done:
            yield max(wait.start_ns, done), wait.end_ns, wait.kind
            done = wait.end_ns


def _turns(recording: Recording, lanes: list[Lane], begin: int, end: int) -> dict[int, list[tuple]]:
    """The turns on each CPU, as (start, end, lane)."""
    of_thread = {(lane.process.pid, lane.tid): place for place, lane in enumerate(lanes)}
    of_process = {lane.process.pid: place for place, lane in enumerate(lanes) if lane.first}

    def lane_of(turn: OnCpu) -> int:
        return of_thread.get((turn.pid, turn.tid), of_process[turn.pid])

    return {
        cpu: [
            (max(begin, turn.start_ns), min(end, turn.end_ns), lane_of(turn))
            for turn in turns
            if turn.end_ns > begin and turn.start_ns < end
        ]
        for cpu, turns in lanes_of_cpus(recording).items()
    }


def _events(recording: Recording, lanes: list[Lane], begin: int, end: int) -> Iterator[dict]:
    """What happens at an instant. `lane` has its mark; a stroke goes there from the lane `by`."""
    place = {lane.process.pid: number for number, lane in enumerate(lanes) if lane.first}
    who = {lane.process.pid: f"{lane.process.role} {lane.process.pid}" for lane in lanes}
    alive = {process.pid: process for process in recording.processes}

    def event(time_ns: int, kind: str, pid: int, by: int, words: str, **more) -> Iterator[dict]:
        if begin <= time_ns <= end:
            yield {"t": time_ns // 1000, "kind": kind, "lane": place[pid], "by": place[by], "words": words, **more}

    for process in recording.processes:
        pid, parent = process.pid, alive.get(process.ppid)
        collected = process.collected_ns if parent and _lived_to_collect(parent, process) else None
        if parent and parent.pid != pid:
            yield from event(process.created_ns, "fork", pid, parent.pid, f"{who[parent.pid]} started {who[pid]}")
        if parent and collected is not None:
            words = f"{who[parent.pid]} collected {who[pid]}"
            yield from event(collected, "collected", pid, parent.pid, words)
        if process.exited_ns is not None:
            how = ending(process)
            words = f"{who[pid]} ended" + (f": {how}" if how != "ended" else "")
            until = {"until": collected // 1000} if collected is not None else {}
            bad = bool(process.signal or process.exit_code)
            yield from event(process.exited_ns, "end", pid, pid, words, label=how, bad=bad, **until)
    for line in written(recording):
        if line.pid in place and line.text.strip():
            wrote = "wrote" if line.stream == "stdout" else "wrote to stderr"
            text = line.text if len(line.text) <= LONGEST_LINE else line.text[: LONGEST_LINE - 1] + "…"
            yield from event(line.time_ns, "line", line.pid, line.pid, f"{who[line.pid]} {wrote} “{text}”")


def _lived_to_collect(parent: Process, process: Process) -> bool:
    """Whether it was the parent that collected it: who adopted an orphan isn't in the picture."""
    return process.collected_ns is not None and (parent.exited_ns or process.collected_ns) >= process.collected_ns
