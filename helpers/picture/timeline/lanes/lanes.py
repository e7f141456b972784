"""Which lanes does a picture have, in which order, and what is each one called?

A lane is one process, or one thread where several threads of a process called functions of the
program. Threads that a library started for itself (a queue's feeder, a pool's handlers) are drawn in the lane
of their process, unless they are asked for. Lanes stand in tree order: a process, its threads, then its
children in the order in which they were created, each with its own children below it. So a fork arrow
always points down, and a family stays together.

    main             lane 0, depth 0
      child 1        lane 1, depth 1
        child 3      lane 2, depth 2     (a child of child 1, though it was created last)
      child 2        lane 3, depth 1

A process whose parent was not recorded starts a tree of its own at the bottom.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter

from ....recording.recording import OnCpu, Process, Recording, Span


@dataclass(frozen=True)
class Lane:
    """One row of the picture: a process, or one of its threads, and all that it did."""

    process: Process
    tid: int | None
    depth: int
    name: str
    number: str
    first: bool
    alive: tuple[int, int]
    turns: tuple[tuple[OnCpu, ...], ...] = ()  # of each of the threads in this lane
    calls: tuple[Span, ...] = ()
    waits: tuple[Span, ...] = ()
    busy: bool = True  # whether there is anything to write above or below its bar


def in_tree_order(recording: Recording) -> list[tuple[Process, int]]:
    """Every process once, with its depth, parents before children. Survives unknown and absurd parents."""
    pids = {process.pid for process in recording.processes}
    children = defaultdict(list)
    for process in recording.processes:
        orphan = process.ppid not in pids or process.ppid == process.pid
        children[None if orphan else process.ppid].append(process)
    for family in children.values():
        family.sort(key=lambda process: process.created_ns)
    found, seen = [], set()
    waiting = [(process, 0) for process in reversed(children[None])]
    for stray in [None, *recording.processes]:  # a ring of parents has no root: enter it anywhere
        if stray is not None and id(stray) not in seen and not waiting:
            waiting = [(stray, 0)]
        while waiting:
            process, depth = waiting.pop()
            if id(process) in seen:
                continue
            seen.add(id(process))
            found.append((process, depth))
            waiting += [(child, depth + 1) for child in reversed(children[process.pid])]
    return found


def end_of(process: Process, recording: Recording) -> int:
    """When the process ended, in ns; the end of the recording if it was not seen to end."""
    end = recording.wall_ns if process.exited_ns is None else process.exited_ns
    return max(end, process.created_ns)


def lanes_of(recording: Recording, threads: bool = False) -> list[Lane]:
    """The lanes of the picture, top to bottom; with `threads`, one for each thread that did anything."""
    wrote = {chunk.pid for chunk in recording.output}
    ends = {process.pid: process.exited_ns for process in recording.processes}
    turns: defaultdict[tuple[int, int], list[OnCpu]] = defaultdict(list)
    calls: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
    waits: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
    for turn in recording.on_cpu:
        turns[turn.pid, turn.tid].append(turn)
    for span in recording.spans:
        (calls if span.kind == "call" else waits)[span.pid, span.tid].append(span)
    for family in (turns, calls, waits):
        for things in family.values():  # by start, outer ones first: two sorts by one number each are quick
            things.sort(key=attrgetter("end_ns"), reverse=True)
            things.sort(key=attrgetter("start_ns"))
    active = defaultdict(set)
    for pid, tid in [*turns, *calls, *waits]:
        active[pid].add(tid)

    lanes = []
    for process, depth in in_tree_order(recording):
        begun = {
            tid: min(
                things[process.pid, tid][0].start_ns
                for things in (turns, calls, waits)
                if things.get((process.pid, tid))
            )
            for tid in active[process.pid]
        }
        everyone = sorted(begun, key=lambda tid: (tid != process.pid, begun[tid])) or [process.pid]
        tids = [tid for tid in everyone if threads or tid == everyone[0] or calls.get((process.pid, tid))]
        others = [turns[process.pid, tid] for tid in everyone if tid not in tids]
        for place, tid in enumerate(tids):
            key = process.pid, tid
            alive = process.created_ns, end_of(process, recording)
            if place:
                alive = (
                    begun[tid],
                    min(
                        alive[1],
                        max(thing.end_ns for things in (turns, calls, waits) for thing in things.get(key, ())),
                    ),
                )
            lanes.append(
                Lane(
                    process,
                    tid,
                    depth,
                    name=f"thread {place + 1}" if place else process.role,
                    number=str(tid if place else process.pid),
                    first=not place,
                    alive=alive,
                    turns=(tuple(turns[key]), *([] if place else map(tuple, others))),
                    calls=tuple(calls[key]),
                    waits=tuple(waits[key]),
                    busy=bool(
                        calls[key] or waits[key] or process.pid in wrote or _lingers(process, ends, recording.wall_ns)
                    ),
                )
            )
    return lanes


def _lingers(process: Process, ends: dict[int, int | None], wall_ns: int) -> bool:
    """Whether it was a zombie, or an orphan, for long enough for the word to be written."""
    until = [process.collected_ns or 0, 0 if ends.get(process.ppid) is None else wall_ns]
    since = [process.exited_ns, ends.get(process.ppid)]
    return any(start is not None and end - start > wall_ns / 20 for start, end in zip(since, until, strict=True))
