"""When and how did each process end, and when was it collected?

the kernel layer: when each thread exited ─┐
pidfds: end, status, collecting            ├──► exited, code, collected
the probe: leaving; who was found ended   ─┘
"""

from __future__ import annotations

import os

from .lives import Life

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..supervisor.exits import Exits
    from .events import Heard


class End:
    """What pidfds told of one process's end, None where they didn't. `status` is its wait status; times are in ns."""

    def __init__(self, ended: int | None = None, status: int | None = None, collected: int | None = None):
        self.ended, self.status, self.collected = ended, status, collected


def ends_seen(exits: Exits, doubtful: Iterable[int]) -> dict[int, End]:
    """PID → End. Of PIDs that are `doubtful`, since two processes had them and nobody knows whose end it was, none."""
    pids = exits.ended_ns.keys() | exits.status.keys() | exits.collected_ns.keys()
    return {
        pid: End(exits.ended_ns.get(pid), exits.status.get(pid), exits.collected_ns.get(pid))
        for pid in pids.difference(doubtful)
    }


def add_ends(lives: dict[int, Life], heard: dict[int, Heard], ends: dict[int, End], exact: bool) -> None:
    """Put into each life when (`exited`) and how (`code`) it ended, as far as anybody knows."""
    found_ended = {child: found for said in heard.values() for child, found in said.found_ended.items()}
    for pid, life in lives.items():
        end = ends.get(pid, End())
        found, found_code = found_ended.get(pid, (None, None))
        left, left_code = (heard[pid].leaving if pid in heard else None) or (None, None)
        if life.running:  # records of its end are missing
            life.exited = max(life.exited or 0, end.ended or 0) or None
        elif life.by_kernel and not exact:
            life.exited = end.ended  # what the probe says comes a little earlier, before Python's own end
        if life.exited is None:
            life.exited = next((when for when in (left, end.ended, found) if when is not None), None)
        if end.status is not None:
            life.code = os.waitstatus_to_exitcode(end.status)
        else:
            life.code = left_code if found_code is None else found_code


def add_collecting(
    order: list[Life], heard: dict[int, Heard], ends: dict[int, End], waits: dict[int, list[int]]
) -> None:
    """Put into each life when it was `collected`: told by its pidfd, put right by the end of the wait that did it.

    A process that was collected before a pidfd could be had is taken to have been collected by the first wait of its
    parent that ended after it and collected nobody else. `waits` are the ends of each process's waits.
    """
    unseen = []
    for life in order:
        told = ends.get(life.pid, End()).collected
        if told is None:
            unseen.append(life)
        else:
            by_wait = (end for end in waits.get(life.ppid, ()) if (life.exited or 0) <= end <= told)
            life.collected = min(by_wait, default=told)
    taken = {(life.ppid, life.collected) for life in order if life.collected is not None}
    for life in sorted(unseen, key=lambda life: life.exited or 0):
        if life.ppid in heard and life.pid in heard[life.ppid].found_ended:
            life.collected, _ = heard[life.ppid].found_ended[life.pid]
        elif life.exited is not None:
            exited = life.exited
            after = (end for end in waits.get(life.ppid, ()) if end >= exited)
            life.collected = min((end for end in after if (life.ppid, end) not in taken), default=None)
        if life.collected is not None:
            taken.add((life.ppid, life.collected))
