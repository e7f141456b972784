"""What was each lane doing at each moment? The two channels of the picture, as plain data.

Thickness is the state, colour is the function. Both change over time, each for its own reasons, so a lane
is cut wherever either of them changes:

    states      |--on--|-ready-|---on---|--waiting--|-on-|      from the kernel's turns
    functions   |  none  |   task(1)       |   task(2)   |      from the probe; the innermost call
    pieces      |--on-|on|-ready-|--on---|waiting|wait.|on-|

Until they are merged for a page (coarse.py), pieces and stretches are plain tuples that begin with (start, end), in ns:
there can be hundreds of thousands, and Python's garbage collector doesn't have to look after plain tuples of numbers
and strings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from ....recording.recording import OnCpu, Span

ON, READY, WAITING, MIXED = "on", "ready", "waiting", "mixed"
SEVERAL = "several functions"


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
    count: int = 1  # type: ignore[assignment]


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
    found: list[tuple[int, int, str]] = []
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
    open_calls: list = []  # of (end, function, call)
    now = 0
    for call in calls:
        start, end = call.start_ns, call.end_ns
        while open_calls and open_calls[-1][0] <= start:
            closed = open_calls.pop()
            if closed[0] > now:
                found.append((now, *closed))
                now = closed[0]
        if open_calls and start > now:
            found.append((now, start, *open_calls[-1][1:]))
        if start > now:
            now = start
        open_calls.append((end, call.name.partition("(")[0], call))  # Span.function, without 100,000 calls of it
    for closed in reversed(open_calls):
        if closed[0] > now:
            found.append((now, *closed))
            now = closed[0]
    return found


def pieces(state_list: list[tuple[int, int, str]], stretches: list[tuple]) -> list[tuple[int, int, str, str | None]]:
    """The lane cut wherever its state or its function changes: (start, end, state, function).

    States follow one another without a gap, stretches don't overlap. In arrays, 100,000 of them take a few
    hundredths of a second.
    """
    if not state_list:
        return []
    changes, lasts, states_given = _columns(state_list)
    begins, ends, functions_given = _columns(stretches)
    edges = np.sort(np.concatenate([changes, begins, ends, lasts[-1:]]))
    edges = edges[(edges >= changes[0]) & (edges <= lasts[-1])]
    starts = edges[:-1][edges[:-1] < edges[1:]]

    kinds, state_of = _numbered(states_given)
    names, function_of = _numbered(functions_given)
    found = state_of[np.searchsorted(changes, starts, side="right") - 1] * (len(names) + 1)
    if len(begins):
        which = np.searchsorted(begins, starts, side="right") - 1
        found += np.where((which >= 0) & (starts < ends[which]), function_of[which] + 1, 0)
    cuts = np.concatenate([[True], found[1:] != found[:-1]])[: len(starts)]
    starts, found = starts[cuts], found[cuts]
    until = np.append(starts[1:], lasts[-1])
    kind, name = np.array(kinds, object), np.array([None, *names], object)
    of_kind, of_name = np.divmod(found, len(names) + 1)
    return list(zip(starts.tolist(), until.tolist(), kind[of_kind].tolist(), name[of_name].tolist(), strict=True))


def _columns(rows: list[tuple]) -> tuple[np.ndarray, np.ndarray, tuple]:
    """The first columns of the rows: two of times, as arrays, and then one of names."""
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    return np.array(columns[0], np.int64), np.array(columns[1], np.int64), columns[2]


def _numbered(names: tuple) -> tuple[list, np.ndarray]:
    """The different names, and the place of each of `names` among them."""
    number = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return list(number), np.array(list(map(number.__getitem__, names)), np.int64)
