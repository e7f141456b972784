"""What does the script need to know of a Recording? Only numbers and the words it can't make itself.

    Recording ──► numbers ──JSON──► explore.js
                     │
                     ├ lanes    a row for each process (or thread), as in the timeline
                     │            bars     gap, length, kind, gap, length, kind …
                     │            calls    likewise, the innermost ones
                     │            waits    likewise, the outermost ones
                     ├ cpus     a row for each CPU, likewise, without calls and waits
                     ├ kinds    lane, state, colour, name: of a bar; the numbers of kinds are places in here
                     ├ events   a start, a collection, an end, a line: when, in which lanes, and in words
                     └ range    from when to when; `view` is the part shown first

Times are whole µs. A gap is the time since the end of the bar before it: for 100,000 bars that makes half the text
that two instants would. What is shorter than a µs is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...recording.recording import OnCpu, Recording, Span
from ..cpus import Inks, lanes_of_cpus
from ..ink import PALETTE, Colours
from ..timeline.lanes.bars import pieces_of
from ..timeline.lanes.coarse import clipped
from ..timeline.lanes.lanes import Lane, lanes_of
from ..timeline.lanes.limits import is_unrecorded
from ..timeline.lanes.pieces import ON, READY, WAITING
from ..timeline.legend import LIVES, TEXTS
from ..timeline.window import MS, window_of
from .events import MARKS, events_of, unit_of

MOST_BARS = 200_000  # of a page; it holds some 3 MB then
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
    kinds: dict[tuple, int] = {}
    colours = Colours({span.function for span in recording.spans if span.kind == "call"}, known)
    rows = [_row(place, lane, recording, begin, window.end, kinds, colours) for place, lane in enumerate(lanes)]
    cpus = _cpus(recording, lanes, begin, window.end, kinds)
    count = sum(len(row["bars"]) for row in [*rows, *cpus]) // 3
    if count > MOST_BARS:
        raise ValueError(
            f"From {begin / MS:g} to {window.end / MS:g} ms this run has {count:,} bars, and a page can take "
            f"{MOST_BARS:,}. Explore a part of it: explore(start_ms, end_ms)."
        )
    return {
        "range": [begin // 1000, window.end // 1000],
        **dict(zip(("per", "unit", "digits"), unit_of(window.end), strict=True)),
        "view": [max(begin, window.start) // 1000, window.end // 1000],
        "words": [TEXTS[ON], TEXTS[READY], TEXTS[LIVES[recording.kernel_layer]]],
        "colours": INKS,
        "marks": MARKS,
        "kinds": list(kinds),
        "lanes": rows,
        "cpus": cpus,
        "events": sorted(events_of(recording, lanes, begin, window.end), key=lambda event: event["from"]),
        "page": PAGE.read_text(encoding="utf-8"),
    }


def _row(place: int, lane: Lane, recording: Recording, begin: int, end: int, kinds: dict, colours: Colours) -> dict:
    pieces, stretches = pieces_of(lane, recording.kernel_layer == "exact")
    inks = {None: 0} | {name: INKS.index(colours.of(name)) for name in colours.functions}

    def bars(things: Iterable[tuple[int, int, int, int, str | None]]) -> list[int]:
        return _bars(((a, b, (place, *kind)) for a, b, *kind in things), begin, kinds)

    return {
        "lane": place,
        "name": f"{lane.name} {lane.number}",
        "label": "\u2003" * (lane.depth + (not lane.first)) + f"{lane.name} {lane.number}",
        "bars": bars((a, b, STATES[state], inks[name], None) for a, b, state, name in clipped(pieces, begin, end)),
        "calls": bars((a, b, 0, inks[name], _call(call)) for a, b, name, call in clipped(stretches, begin, end)),
        "waits": bars((a, b, 0, 0, kind) for a, b, kind in clipped(list(_outermost(lane.waits)), begin, end)),
    }


def _cpus(recording: Recording, lanes: list[Lane], begin: int, end: int, kinds: dict) -> list[dict]:
    roles = Inks(recording)
    colours = [roles.of(roles.roles[lane.process.pid]) for lane in lanes]
    kind_of = [
        (place, STATES[ON], INKS.index(colour) if colour in INKS else 0, f"{lane.name} {lane.number}")
        for place, (lane, colour) in enumerate(zip(lanes, colours, strict=True))
    ]
    return [
        {
            "label": f"CPU {cpu}",
            "bars": _bars(((a, b, kind_of[place]) for a, b, place in turns), begin, kinds),
            "calls": [],
            "waits": [],
        }
        for cpu, turns in _turns(recording, lanes, begin, end).items()
    ]


def _bars(things: Iterable[tuple[int, int, tuple]], begin: int, kinds: dict[tuple, int]) -> list[int]:
    """(start, end, kind), in order of time and in ns, as gap, length, kind, gap, length, kind … in µs."""
    found, last = [], begin // 1000
    for start, end, kind in things:
        start, end = max(start // 1000, last), end // 1000
        if end > start:
            found += [start - last, end - start, kinds.setdefault(kind, len(kinds))]
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
