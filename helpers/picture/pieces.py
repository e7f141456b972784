"""What was each lane doing at each moment? The two channels of the picture, as plain data.

Thickness is the state, colour is the function. Both change over time, each for its own reasons, so a lane
is cut wherever either of them changes:

    states      |--on--|-ready-|---on---|--waiting--|-on-|      from the kernel's turns
    functions   |  none  |   task(1)       |   task(2)   |      from the probe's calls; the innermost one counts
    pieces      |--on-|on|-ready-|--on---|waiting|wait.|on-|

A long run holds more pieces than the page has pixels. `coarse` keeps each piece that is at least
one pixel wide as it is, and merges a crowd of narrower ones into a single piece that says how many it stands for.
"""

from __future__ import annotations

from typing import Iterable, NamedTuple

from ..record.recording import OnCpu, Span

ON, READY, WAITING, MIXED = "on", "ready", "waiting", "mixed"
SEVERAL = "several functions"
CROWD = 3  # two narrow neighbours can still be told apart; from three on they are a crowd
CROWD_PIXELS = 3  # a crowd narrower than this is no wider than one visible mark: leave it as it is
CROWD_KEPT = 8  # ... unless it holds more pieces than that


class Piece(NamedTuple):
    """From `start` to `end` (ns) one state and one function (None: outside the program's functions)."""

    start: int
    end: int
    state: str
    function: str | None
    count: int = 1
    share: float = 1.0  # of a mixed piece: how much of it was spent on a CPU


class Stretch(NamedTuple):
    """From `start` to `end` (ns) this call was the innermost one; `count` calls of `name` if merged."""

    start: int
    end: int
    span: Span | None
    name: str | None
    count: int = 1


def states(turns: Iterable[OnCpu], alive: tuple[int, int], ready_at_first: bool = False) -> list[tuple[int, int, str]]:
    """The states of one thread, without a gap, from the first to the last instant of its life.

    After a preemption a thread is certainly ready. After it left by itself it waits (when it was
    woken isn't recorded). A new process is ready until its first turn: fork(2) puts it in the queue.
    """
    now, last = alive
    between = READY if ready_at_first else WAITING
    found = []
    for turn in turns:
        start, end = max(turn.start_ns, now), min(turn.end_ns, last)
        if end > start:
            if start > now:
                found.append((now, start, between))
            found.append((start, end, ON))
            now = end
        between = READY if turn.preempted else WAITING
    if last > now:
        found.append((now, last, between))
    return found


def together(of_threads: list[list[tuple[int, int, str]]]) -> list[tuple[int, int, str]]:
    """The states of several threads as those of their process: on a CPU if any is, else ready if any is."""
    if len(of_threads) == 1:
        return of_threads[0]
    edges = sorted(edge for one in of_threads for start, end, state in one
                   for edge in ((start, state, 1), (end, state, -1)))
    count, found, now = {ON: 0, READY: 0, WAITING: 0}, [], edges[0][0] if edges else 0
    for instant, state, step in edges:
        if instant > now:
            busy = next((kind for kind in (ON, READY, WAITING) if count[kind]), WAITING)
            if found and found[-1][2] == busy:
                now = found.pop()[0]
            found.append((now, instant, busy))
            now = instant
        count[state] += step
    return found


def innermost(calls: Iterable[Span]) -> list[Stretch]:
    """Which call was the innermost, and when. `calls` come in order of start, outer ones first."""
    found, open_calls, now = [], [], 0

    def close_until(instant):
        nonlocal now
        while open_calls and (instant is None or open_calls[-1].end_ns <= instant):
            call = open_calls.pop()
            if call.end_ns > now:
                found.append(Stretch(now, call.end_ns, call, call.function))
                now = call.end_ns

    for call in calls:
        close_until(call.start_ns)
        if open_calls and call.start_ns > now:
            found.append(Stretch(now, call.start_ns, open_calls[-1], open_calls[-1].function))
        now = max(now, call.start_ns)
        open_calls.append(call)
    close_until(None)
    return found


def pieces(state_list: list[tuple[int, int, str]], stretches: list[Stretch]) -> list[Piece]:
    """The lane cut wherever its state or its function changes."""
    found: list[Piece] = []
    at = 0

    def add(start, end, state, function):
        if end <= start:
            return
        if found and found[-1].end == start and found[-1][2:4] == (state, function):
            start = found.pop().start
        found.append(Piece(start, end, state, function))

    for start, end, state in state_list:
        while at < len(stretches) and stretches[at].end <= start:
            at += 1
        now, look = start, at
        while look < len(stretches) and stretches[look].start < end:
            inside = stretches[look]
            add(now, min(inside.start, end), state, None)
            add(max(now, inside.start), min(inside.end, end), state, inside.name)
            now = max(now, min(inside.end, end))
            look += 1
        add(now, end, state, None)
    return found


def clipped(things: list, start: int, end: int) -> list:
    """Pieces or stretches (any named tuple with start and end), cut to the window from `start` to `end`."""
    return [
        thing if thing.start >= start and thing.end <= end
        else thing._replace(start=max(thing.start, start), end=min(thing.end, end))
        for thing in things if thing.end > start and thing.start < end
    ]


def _crowds(things: list, pixel_ns: float) -> Iterable[list]:
    """The things one by one, but a crowd of neighbours narrower than a pixel together."""
    crowd: list = []
    for thing in things:
        wide = thing.end - thing.start >= pixel_ns
        if crowd and (wide or thing.start - crowd[-1].end >= pixel_ns):
            yield from _crowd_or_each(crowd, pixel_ns)
            crowd = []
        if wide:
            yield [thing]
        else:
            crowd.append(thing)
    yield from _crowd_or_each(crowd, pixel_ns)


def _crowd_or_each(crowd: list, pixel_ns: float) -> Iterable[list]:
    small = crowd and crowd[-1].end - crowd[0].start < CROWD_PIXELS * pixel_ns and len(crowd) <= CROWD_KEPT
    return [[thing] for thing in crowd] if small or len(crowd) < CROWD else [crowd]


def _mostly(crowd: list, default=SEVERAL) -> str | None:
    """The name that more than half of the crowd's time belongs to."""
    times: dict = {}
    for thing in crowd:
        name = thing.function if isinstance(thing, Piece) else thing.name
        times[name] = times.get(name, 0) + thing.end - thing.start
    name = max(times, key=lambda name: times[name])
    return name if 2 * times[name] > sum(times.values()) else default


def coarse(piece_list: list[Piece], pixel_ns: float) -> list[Piece]:
    """The same pieces, where a crowd of pieces narrower than `pixel_ns` has become one."""
    found = []
    for crowd in _crowds(piece_list, pixel_ns):
        if len(crowd) == 1:
            found += crowd
            continue
        start, end = crowd[0].start, crowd[-1].end
        on = sum(piece.end - piece.start for piece in crowd if piece.state == ON)
        kinds = {piece.state for piece in crowd}
        state = kinds.pop() if len(kinds) == 1 else MIXED
        inside = [piece for piece in crowd if piece.state == ON] or crowd
        found.append(Piece(start, end, state, _mostly(inside), len(crowd), on / (end - start)))
    return found


def coarse_stretches(stretches: list[Stretch], pixel_ns: float) -> list[Stretch]:
    """The same stretches, where a crowd of calls narrower than `pixel_ns` has become one."""
    found = []
    for crowd in _crowds(stretches, pixel_ns):
        if len(crowd) == 1:
            found += crowd
        else:
            found.append(Stretch(crowd[0].start, crowd[-1].end, None, _mostly(crowd), len(crowd)))
    return found
