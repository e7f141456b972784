"""What was each lane doing at each moment? The two channels of the picture, as plain data.

Thickness is the state, colour is the function. Both change over time, each for its own reasons, so a lane
is cut wherever either of them changes:

    states      |--on--|-ready-|---on---|--waiting--|-on-|      from the kernel's turns
    functions   |  none  |   task(1)       |   task(2)   |      from the probe; the innermost call
    pieces      |--on-|on|-ready-|--on---|waiting|wait.|on-|

Until they are merged for a page (coarse.py), pieces and stretches are plain tuples that begin with (start, end), in ns: there can be hundreds of
thousands, and Python's garbage collector doesn't have to look after plain tuples of numbers and strings.
"""

from __future__ import annotations

from typing import Iterable, Iterator, NamedTuple

from ....recording.recording import OnCpu, Span

ON, READY, WAITING, MIXED = "on", "ready", "waiting", "mixed"
SEVERAL = "several functions"


class Piece(NamedTuple):
    """From `start` to `end` (ns) one state and one function (None: outside the program's functions)."""

    start: int
    end: int
    state: str
    function: str | None
    count: int = 1
    share: float = 1.0  # of a mixed piece: how much of it was spent on a CPU


class Stretch(NamedTuple):
    """From `start` to `end` (ns) the innermost call was one of `name`: `span`, or `count` merged ones."""

    start: int
    end: int
    name: str
    span: Span | None
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
    edges = sorted(
        edge for one in of_threads for start, end, state in one for edge in ((start, state, 1), (end, state, -1))
    )
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
    last_start, last_end, last_state, last_function = 0, 0, None, None
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
