"""Who lived, from when to when, and how did each end? From the kernel layer, and from the probe what that doesn't tell.

exact     forks, threads, exits and switches, each with the kernel's time
sampled   what was there at each look; when a process was forked, the probe knows better
none      only the processes that the probe told of
"""

import os

from .turns import turns_of


class Seen:
    """All raw material of one run.

    `chunks` are (pid, time_ns, stream, data); `main` is the first PID; times are CLOCK_MONOTONIC ns.
    """

    def __init__(self, *, command, main, released_ns, ended_ns, layer, exits, chunks, events_folder, stopped, notes):
        self.command, self.main = command, main
        self.released_ns, self.ended_ns = released_ns, ended_ns
        self.layer, self.exits, self.chunks, self.events_folder = layer, exits, chunks, events_folder
        self.stopped, self.notes = stopped, notes
        self.reused: dict[int, int] = {}  # PIDs that more than one process had → when the last of these was created


class Life:
    """One process as the kernel layer saw it. Times are CLOCK_MONOTONIC ns.

    Plain classes here and in events.py: importing dataclasses takes longer than putting a recording together.
    """

    def __init__(self, pid: int, ppid: int, created: int, forker: int = 0, threads: tuple = ()):
        self.pid, self.ppid, self.created = pid, ppid, created
        self.forker = forker  # the thread that forked it, 0 if that is not known
        self.exited: int | None = None
        self.threads = list(threads)
        self.program, self.became = "", None  # what it became by exec, and when


def from_layer(seen: Seen) -> tuple[int, dict[int, Life], list[tuple]]:
    """When the program started, the processes, and the turns (pid, tid, cpu, start, end, preempted)."""
    layer, main = seen.layer, seen.main
    supervisor = os.getpid()
    if layer.name == "exact":
        return from_exact(layer, seen)
    lives = {main: Life(main, supervisor, seen.released_ns, threads=[main])}
    turns = []
    if layer.name == "sampled":
        for pid, ppid in layer.parent.items():
            life = lives.setdefault(pid, Life(pid, ppid, layer.seen_ns[pid]))
            life.threads = sorted(layer.threads[pid])
            name = layer.names.get(pid, "")
            life.program = "" if name.startswith("python") else name
        turns = [(*turn, False) for turn in sorted(layer.on_cpu, key=lambda turn: turn[3])]
        for pid, when, *_ in seen.chunks:  # who wrote something was there, seen or not
            if pid in lives:
                lives[pid].created = min(lives[pid].created, when)
    for pid, life in lives.items():
        life.exited = seen.exits.ended_ns.get(pid)
    return seen.released_ns, lives, turns


def from_exact(layer, seen: Seen) -> tuple[int, dict[int, Life], list[tuple]]:
    """The same from the kernel's own records of forks, exits, execs and switches."""
    start, lives, thread_exit = seen.released_ns, {}, {}
    tasks = layer.tasks()
    first = next((time for time, what, pid, *_ in tasks if what == "exec" and pid == seen.main), None)
    start = first or start
    lives[seen.main] = Life(seen.main, os.getpid(), start, threads=[seen.main])
    for time, what, pid, ppid, tid, ptid, name in tasks:
        if what == "fork":
            if pid in lives:
                seen.reused[pid] = time
            lives[pid] = Life(pid, ppid, time, ptid, threads=[tid])
        elif what == "thread" and pid in lives:
            lives[pid].threads.append(tid)
        elif what == "exit":
            thread_exit[tid] = time
            if pid in lives:
                lives[pid].exited = max(time, lives[pid].exited or 0)
        elif what == "exec" and pid in lives and time > start:
            lives[pid].program, lives[pid].became = "" if name.startswith("python") else name, time
    turns = turns_of(layer, seen.main, start, seen.ended_ns, thread_exit)
    if seen.main not in {turn[0] for turn in turns} and lives[seen.main].exited:  # never left its CPU at all
        turns.append((seen.main, seen.main, 0, start, lives[seen.main].exited, False))
    turns.sort(key=lambda turn: turn[3])
    for life in lives.values():
        if not all(tid in thread_exit for tid in life.threads):
            life.exited = max(life.exited or 0, seen.exits.ended_ns.get(life.pid, 0)) or None
    return start, lives, turns


def add_from_probe(lives: dict[int, Life], heard: dict, seen: Seen) -> None:
    """Processes that the kernel layer missed, and ends that it doesn't know."""
    if seen.layer.name != "exact":
        for pid in seen.reused:  # whose end it was that was seen can't be known
            seen.exits.forget(pid)
            if pid in lives:
                lives[pid].exited = None
    found_ended = {child: when for said in heard.values() for child, (when, _) in said.found_ended.items()}
    for pid, said in heard.items():
        birth = said.forked or said.started
        if pid not in lives and birth:
            lives[pid] = Life(pid, birth[1], birth[0], threads=[pid])
        for child, when in said.started_children.items():  # one that was killed before it could say anything
            if child not in heard and child not in lives:
                lives[child] = Life(child, pid, when, threads=[child])
        if said.forked and seen.layer.name != "exact":
            lives[pid].created, _, lives[pid].forker = said.forked
        if pid in lives:
            lives[pid].threads += said.tids - set(lives[pid].threads)
    for pid, life in lives.items():
        if life.exited is None:
            leaving = heard[pid].leaving if pid in heard else None
            ends = [leaving and leaving[0], seen.exits.ended_ns.get(pid), found_ended.get(pid)]
            life.exited = next((end for end in ends if end is not None), None)


def wait_status(life: Life, heard: dict, found_ended: dict[int, int], seen: Seen) -> int | None:
    """How it ended, as multiprocessing's exitcode has it: negative is a signal's number."""
    if life.pid in seen.exits.status:
        return os.waitstatus_to_exitcode(seen.exits.status[life.pid])
    if life.pid in found_ended:
        return found_ended[life.pid]
    said = heard.get(life.pid)
    return said.leaving[1] if said and said.leaving else None


def when_collected(order: list[Life], heard: dict, seen: Seen, waits: dict[int, list[int]]) -> dict[int, int]:
    """PID → when it was collected: told by its pidfd, put right by the end of the wait that collected it.

    A process that was collected before a pidfd could be had is taken to have been collected by the first wait of its
    parent that ended after it and collected nobody else. `waits` are the ends of each process's waits.
    """
    found, unseen = {}, []
    for life in order:
        when = seen.exits.collected_ns.get(life.pid)
        if when is None:
            unseen.append(life)
        else:
            ends = (end for end in waits.get(life.ppid, ()) if (life.exited or 0) <= end <= when)
            found[life.pid] = min(ends, default=when)
    taken = {(life.ppid, found[life.pid]) for life in order if life.pid in found}
    for life in sorted(unseen, key=lambda life: life.exited or 0):
        parent = heard.get(life.ppid)
        when = parent.found_ended.get(life.pid, (None,))[0] if parent else None
        if when is None and life.exited is not None:
            ends = (end for end in waits.get(life.ppid, ()) if end >= life.exited)
            when = min((end for end in ends if (life.ppid, end) not in taken), default=None)
        if when is not None:
            found[life.pid] = when
            taken.add((life.ppid, when))
    return found
