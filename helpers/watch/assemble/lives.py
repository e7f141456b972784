"""Who lived, and from when? From the kernel layer, and from the probe what that doesn't tell.

exact     forks, threads, exits and switches, each with the kernel's time
sampled   what was there at each look; when a process was forked, the probe knows better
none      only the processes that the probe told of

How each of them ended is another question (ends.py).
"""

from __future__ import annotations

import os

from ..kernel.layers import Layer
from ..kernel.perf import ExactLayer
from ..kernel.records import Turn
from ..kernel.sampled import SampledLayer
from .turns import by_start, turns_of

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from ..client.wire import Chunk
    from ..supervisor.exits import Exits
    from .events import Heard


class Seen:
    """All raw material of one run. `main` is the first PID; times are CLOCK_MONOTONIC ns.

    Plain classes here and in events.py: importing dataclasses takes longer than putting a recording together.
    """

    def __init__(
        self,
        *,
        command: list[str],
        main: int,
        released_ns: int,
        ended_ns: int,
        layer: Layer,
        exits: Exits,
        chunks: list[Chunk],
        events_folder: str,
        stopped: str | None,
        notes: list[str],
        outer: dict[int, int] | None = None,
    ):
        self.command, self.main = command, main
        self.released_ns, self.ended_ns = released_ns, ended_ns
        self.layer, self.exits, self.chunks, self.events_folder = layer, exits, chunks, events_folder
        self.stopped, self.notes = stopped, notes
        self.outer = outer  # in a sandbox: PID inside → outside


class Life:
    """One process: first as the kernel layer saw it, then with what the steps of assembling add. Times as in Seen."""

    def __init__(self, pid: int, ppid: int, created: int, forker: int = 0, tid: int | None = None):
        self.pid, self.ppid, self.created = pid, ppid, created
        self.forker = forker  # the thread that forked it, 0 if that is not known
        self.threads = [] if tid is None else [tid]
        self.running: set[int] = set()  # those of which the exact layer told that they began, and not that they ended
        self.program = ""  # what it became by exec, if not Python
        self.became: int | None = None  # when
        self.by_kernel = False  # the kernel layer told of it, not only the probe
        self.exited: int | None = None
        self.code: int | None = (
            None  # how it ended, as multiprocessing's exitcode has it: negative is a signal's number
        )
        self.collected: int | None = None
        self.cpu_ns: int | None = None
        self.turns: list[Turn] = []


class Told:
    """What the kernel layer tells: when the program started, the processes by PID, and the turns, in order.

    `reused` are the PIDs that more than one process had → when the last of these was created.
    """

    def __init__(self, start: int, lives: dict[int, Life], turns: list[Turn], reused: dict[int, int]):
        self.start, self.lives, self.turns, self.reused = start, lives, turns, reused


def from_layer(seen: Seen) -> Told:
    """The processes and the turns that the kernel layer of this run knows."""
    if isinstance(seen.layer, ExactLayer):
        told = from_exact(seen.layer, seen.main, seen.released_ns, seen.ended_ns)
    elif isinstance(seen.layer, SampledLayer):
        told = from_sampled(seen.layer, seen.main, seen.released_ns)
        for chunk in seen.chunks:  # who wrote something was there, seen or not
            if chunk.pid in told.lives:
                told.lives[chunk.pid].created = min(told.lives[chunk.pid].created, chunk.time)
    else:
        told = Told(
            seen.released_ns, {seen.main: Life(seen.main, os.getpid(), seen.released_ns, tid=seen.main)}, [], {}
        )
    for life in told.lives.values():
        life.by_kernel = True
    return told


def from_exact(layer: ExactLayer, main: int, released: int, ended: int) -> Told:
    """From the kernel's own records of forks, exits, execs and switches."""
    thread_exit: dict[int, int] = {}
    reused: dict[int, int] = {}
    tasks = layer.tasks()
    start = next((task.time for task in tasks if task.what == "exec" and task.pid == main), None) or released
    lives = {main: Life(main, os.getpid(), start, tid=main)}
    lives[main].running.add(main)
    for task in tasks:
        if task.what == "fork":
            if task.pid in lives:
                reused[task.pid] = task.time
            lives[task.pid] = Life(task.pid, task.ppid, task.time, task.ptid, tid=task.tid)
            lives[task.pid].running.add(task.tid)
            continue
        if task.what == "exit":
            thread_exit[task.tid] = task.time
        life = lives.get(task.pid)
        if life is None:
            continue
        if task.what == "thread":
            life.threads.append(task.tid)
            life.running.add(task.tid)
        elif task.what == "exit":
            life.running.discard(task.tid)
            life.exited = max(task.time, life.exited or 0)
        elif task.time > start:
            life.program, life.became = "" if task.name.startswith("python") else task.name, task.time
    turns = turns_of(layer, main, start, ended, thread_exit)
    exited = lives[main].exited
    if exited and all(turn.pid != main for turn in turns):  # never left its CPU at all
        turns.append(Turn(main, main, 0, start, exited))
    return Told(start, lives, sorted(turns, key=by_start), reused)


def from_sampled(layer: SampledLayer, main: int, released: int) -> Told:
    """From what the looks at /proc have shown."""
    lives = {}
    for pid, member in layer.members.items():
        life = lives[pid] = Life(pid, member.ppid, released if pid == main else member.seen_ns)
        life.threads = sorted(member.threads)
        life.program = "" if member.name.startswith("python") else member.name
        life.cpu_ns = sum(thread.ran_ns for thread in member.threads.values())
    return Told(released, lives, sorted(layer.on_cpu, key=by_start), {})


def add_from_probe(told: Told, heard: dict[int, Heard], exact: bool) -> None:
    """Processes and threads that the kernel layer missed, and if that wasn't `exact`, when each was forked."""
    lives = told.lives
    for pid, said in heard.items():
        if pid not in lives and said.forked:
            when, parent, _ = said.forked
            lives[pid] = Life(pid, parent, when, tid=pid)
        elif pid not in lives and said.started:
            when, parent = said.started
            lives[pid] = Life(pid, parent, when, tid=pid)
        for child, when in said.started_children.items():  # one that was killed before it could say anything
            if child not in heard and child not in lives:
                lives[child] = Life(child, pid, when, tid=child)
        if said.forked and not exact:
            lives[pid].created, _, lives[pid].forker = said.forked
        if pid in lives:
            lives[pid].threads += said.tids.difference(lives[pid].threads)
