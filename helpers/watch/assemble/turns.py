"""Who was on a CPU, from when to when? Turns, put together from the exact layer's records of switches.

in  tid 7 ─┐                        a turn of thread 7
out tid 7 ─┘
in  tid 8 ─┐                        thread 8 ended in its turn: to exit is no switch
in  tid 7 ─┴─┐
"""

from __future__ import annotations

from itertools import pairwise

from ..kernel.perf import ExactLayer
from ..kernel.records import Turn

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from .lives import Life


def by_start(turn: Turn) -> int:
    return turn.start


def turns_of(layer: ExactLayer, main: int, start: int, end: int, thread_exit: dict[int, int]) -> list[Turn]:
    """The turns that the switches in and out tell, in no order.

    `start` is the program's, `end` the recording's; `thread_exit` has when each thread ended. Where the layer has a
    gap, switches are missing; a turn of which the end is missing then ends when the next one on that CPU begins.
    """
    turns: list[Turn] = []
    on: dict[int, tuple[int, int, int]] = {}  # CPU → who is on it (pid, tid), and since when
    used: set[int] = set()
    unbegun: list[Turn] = []

    def left_unseen(cpu: int, time: int) -> None:
        pid, tid, began = on.pop(cpu)
        turns.append(Turn(pid, tid, cpu, began, max(began, min(thread_exit.get(tid, time), time))))

    for time, pid, tid, cpu, out, preempted in layer.switches():  # CPU by CPU, each in order of time
        _, running, began = on.get(cpu, (0, 0, 0))
        if running and not (out and running == tid):
            left_unseen(cpu, time)
        if not out:
            on[cpu] = pid, tid, time
        elif cpu in on:
            del on[cpu]
            ended = thread_exit.get(tid, time)
            if began <= ended < time:  # from then on, the kernel was busy with its remains
                time, preempted = ended, False
            turns.append(Turn(pid, tid, cpu, began, time, bool(preempted)))
        elif pid == main and cpu not in used:
            unbegun.append(Turn(pid, tid, cpu, start, time, bool(preempted)))
        used.add(cpu)
    for cpu in list(on):
        left_unseen(cpu, end)
    first = min((turn.start for turn in turns if turn.pid == main), default=end)
    # The program was on its CPU when it began (exec): that is no switch either.
    earliest = min(unbegun, key=lambda turn: turn.end, default=None)
    return [*turns, earliest] if earliest is not None and earliest.end <= first else turns


def possible(turns: list[Turn], lives: dict[int, Life]) -> list[Turn]:
    """The turns, in order, as they can have been: each within the life of its process, and over when its thread's
    next one begins.

    What is sampled is known to within a few ms only, and where records are missing, so are ends of turns.
    """
    by_thread: dict[int, list[Turn]] = {}
    for turn in turns:
        life = lives.get(turn.pid)
        if life is None:
            continue
        start, end = max(turn.start, life.created), turn.end
        if life.exited is not None and life.exited < end:
            end = life.exited
        if start < end:
            by_thread.setdefault(turn.tid, []).append(with_times(turn, start, end))
    found = []
    for mine in by_thread.values():
        mine.sort(key=by_start)
        for turn, following in pairwise(mine):
            found.append(with_times(turn, turn.start, min(turn.end, following.start)))
        found.append(mine[-1])
    return sorted(found, key=by_start)


def with_times(turn: Turn, start: int, end: int) -> Turn:
    """The same turn with these times; one that ends earlier wasn't ended by a preemption that came later."""
    if (start, end) == (turn.start, turn.end):
        return turn
    return Turn(turn.pid, turn.tid, turn.cpu, start, end, turn.preempted and end == turn.end)
