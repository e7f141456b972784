"""What was each lane doing at each moment? The two channels of the picture, as plain data.

Thickness is the state, colour is the function. Both change over time, each for its own reasons, so a lane
is cut wherever either of them changes:

    states      |--on--|-ready-|---on---|--waiting--|-on-|      from the kernel's turns
    functions   |  none  |   task(1)       |   task(2)   |      from the probe; the innermost call
    pieces      |--on-|on|-ready-|--on---|waiting|wait.|on-|

A long run holds more pieces than the page has pixels. `coarse` keeps each piece that is at least
one pixel wide as it is, and merges a crowd of narrower ones into one that says how many it stands for.

Until then pieces and stretches are plain tuples that begin with (start, end), in ns: there can be hundreds of
thousands, and Python's garbage collector doesn't have to look after plain tuples of numbers and strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ....recording.recording import OnCpu, Span

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
    count: int = 1  # type: ignore[assignment]  # tuples have a method of this name, which nobody calls
    share: float = 1.0  # of a mixed piece: how much of it was spent on a CPU


class Stretch(NamedTuple):
    """From `start` to `end` (ns) the innermost call was one of `name`: `span`, or `count` merged ones."""

    start: int
    end: int
    name: str
    span: Span | None
    count: int = 1  # type: ignore[assignment]  # tuples have a method of this name, which nobody calls


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
    edges = sorted(
        edge for one in of_threads for start, end, state in one for edge in ((start, state, 1), (end, state, -1))
    )
    count, now = {ON: 0, READY: 0, WAITING: 0}, edges[0][0] if edges else 0
    found: list = []
    for instant, state, step in edges:
        if instant > now:
            busy = next((kind for kind in (ON, READY, WAITING) if count[kind]), WAITING)
            if found and found[-1][2] == busy:
                now = found.pop()[0]
            found.append((now, instant, busy))
            now = instant
        count[state] += step
    return found


def innermost(calls: Iterable[Span]) -> list[tuple[int, int, str, Span]]:
    """Which call was the innermost, and when, as (start, end, function, call).

    `calls` come in order of their start, outer ones first.
    """
    found: list = []
    open_calls: list = []
    now = 0

    def close_until(instant):
        nonlocal now
        while open_calls and (instant is None or open_calls[-1][0] <= instant):
            end, name, call = open_calls.pop()
            if end > now:
                found.append((now, end, name, call))
                now = end

    for call in calls:
        start = call.start_ns
        close_until(start)
        if open_calls and start > now:
            found.append((now, start, *open_calls[-1][1:]))
        now = max(now, start)
        open_calls.append((call.end_ns, call.function, call))
    close_until(None)
    return found


def pieces(
    state_list: list[tuple[int, int, str]], stretches: list[tuple]
) -> Iterator[tuple[int, int, str, str | None]]:
    """The lane cut wherever its state or its function changes: (start, end, state, function)."""
    last_start, last_end, last_state = 0, 0, ""
    last_function: str | None = None
    for start, end, state, function in _cut(state_list, stretches):
        if state == last_state and function == last_function and start == last_end:
            last_end = end
            continue
        if last_end > last_start:
            yield last_start, last_end, last_state, last_function
        last_start, last_end, last_state, last_function = start, end, state, function
    if last_end > last_start:
        yield last_start, last_end, last_state, last_function


def _cut(state_list, stretches) -> Iterator[tuple[int, int, str, str | None]]:
    at, number = 0, len(stretches)
    for now, end, state in state_list:
        while at < number and stretches[at][1] <= now:
            at += 1
        while at < number and stretches[at][0] < end:
            inside, until, name = stretches[at][:3]
            if inside > now:
                yield now, inside, state, None
                now = inside
            if until >= end:
                break
            yield now, until, state, name
            now = until
            at += 1
        if now < end:
            yield now, end, state, stretches[at][2] if at < number and stretches[at][0] <= now else None


def clipped(things: Iterable[tuple], start: int, end: int) -> Iterator[tuple]:
    """The tuples (start, end, ...), cut to the window from `start` to `end`."""
    for thing in things:
        if thing[0] >= start and thing[1] <= end:
            yield thing
        elif thing[1] > start and thing[0] < end:
            yield (max(thing[0], start), min(thing[1], end), *thing[2:])


def _crowds(things: Iterable[tuple], pixel_ns: float) -> Iterator[list[tuple]]:
    """The things one by one, but a crowd of neighbours narrower than a pixel together."""
    crowd: list[tuple] = []
    last = 0
    for thing in things:
        wide = thing[1] - thing[0] >= pixel_ns
        if crowd and (wide or thing[0] - last >= pixel_ns):
            yield from _crowd_or_each(crowd, pixel_ns)
            crowd = []
        if wide:
            yield [thing]
        else:
            crowd.append(thing)
            last = thing[1]
    yield from _crowd_or_each(crowd, pixel_ns)


def _crowd_or_each(crowd: list[tuple], pixel_ns: float) -> list[list[tuple]]:
    small = crowd and crowd[-1][1] - crowd[0][0] < CROWD_PIXELS * pixel_ns and len(crowd) <= CROWD_KEPT
    return [[thing] for thing in crowd] if small or len(crowd) < CROWD else [crowd]


def _mostly(crowd: list[tuple], where: int) -> str | None:
    """The name (at index `where` of the tuples) that more than half of the crowd's time belongs to."""
    times: dict = {}
    for thing in crowd:
        times[thing[where]] = times.get(thing[where], 0) + thing[1] - thing[0]
    name = max(times, key=lambda name: times[name])
    return name if 2 * times[name] > sum(times.values()) else SEVERAL


def coarse(things: Iterable[tuple], pixel_ns: float) -> list[Piece]:
    """The pieces, where a crowd of pieces narrower than `pixel_ns` has become one."""
    found = []
    for crowd in _crowds(things, pixel_ns):
        if len(crowd) == 1:
            found.append(Piece(*crowd[0]))
            continue
        start, end = crowd[0][0], crowd[-1][1]
        inside = [piece for piece in crowd if piece[2] == ON]
        share = sum(piece[1] - piece[0] for piece in inside) / (end - start)
        kinds = {piece[2] for piece in crowd}
        state = kinds.pop() if len(kinds) == 1 else MIXED
        found.append(Piece(start, end, state, _mostly(inside or crowd, 3), len(crowd), share))
    return found


def coarse_stretches(stretches: Iterable[tuple], pixel_ns: float) -> list[Stretch]:
    """The stretches, where a crowd of calls narrower than `pixel_ns` has become one."""
    return [
        Stretch(*crowd[0])
        if len(crowd) == 1
        else Stretch(crowd[0][0], crowd[-1][1], _mostly(crowd, 2) or SEVERAL, None, len(crowd))
        for crowd in _crowds(stretches, pixel_ns)
    ]
