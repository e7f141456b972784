"""What of a lane can a page show? Its pieces, clipped to the window, those too narrow to be seen merged.

A long run holds more pieces than the page has pixels. Each piece that is at least one pixel wide stays as it is; a
crowd of narrower ones becomes one that says how many it stands for.

    |-on-|ready|-on-||||||||||||--on--|
    |-on-|ready|-on-|   mixed   |--on--|      count 12, share 0.4 of it on a CPU
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from .pieces import MIXED, ON, SEVERAL, Piece, Stretch

CROWD = 3  # two narrow neighbours can still be told apart; from three on they are a crowd
CROWD_PIXELS = 3  # a crowd narrower than this is no wider than one visible mark: leave it as it is
CROWD_KEPT = 8  # ... unless it holds more pieces than that


def clipped(things: list[tuple], start: int, end: int) -> list[tuple]:
    """The tuples (start, end, ...), in order and without overlaps, cut to the window from `start` to `end`."""
    if not things or (things[0][0] >= start and things[-1][1] <= end):
        return things
    first, last = bisect_right(things, start, key=itemgetter(1)), bisect_left(things, end, key=itemgetter(0))
    found = things[first:last]
    for at in {0, len(found) - 1} if found else ():
        found[at] = max(found[at][0], start), min(found[at][1], end), *found[at][2:]
    return found


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
