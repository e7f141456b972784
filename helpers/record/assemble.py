"""Puts together what was seen of one run: from raw records of four kinds to the Recording's dicts.

    kernel layer (forks, switches) ─┐
    exits (statuses, collecting)    ├──► processes, on_cpu, spans, output, in ns since the start
    events of the probe             │
    captured output                ─┘

Where two sources know the same thing, the kernel's word counts; the probe fills what the kernel did not tell.
"""

import os
import signal
from bisect import bisect_right
from codecs import getincrementaldecoder
from itertools import accumulate

from .events import Spans, read_events
from .roles import roles


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


class Seen:
    """All raw material of one run.

    `chunks` are (pid, time_ns, stream, data); `main` is the first PID; times are CLOCK_MONOTONIC ns.
    """

    def __init__(self, *, command, main, released_ns, ended_ns, layer, exits, chunks, events_folder, stopped, notes):
        self.command, self.main = command, main
        self.released_ns, self.ended_ns = released_ns, ended_ns
        self.layer, self.exits, self.chunks, self.events_folder = layer, exits, chunks, events_folder
        self.stopped, self.notes = stopped, notes


def assemble(seen: Seen) -> dict:
    """The recording as `Recording.to_dict` has it, but for the version."""
    heard = read_events(seen.events_folder)
    start, lives, turns = from_layer(seen)
    add_from_probe(lives, heard, seen)
    order = sorted(lives.values(), key=lambda life: (life.pid != seen.main, life.created))
    named = {child: name for said in heard.values() for child, name in said.names.items()}
    named |= {pid: said.role for pid, said in heard.items() if said.role}
    spans = spans_of(order, heard, named, seen)
    waits: dict[int, list[int]] = {}
    for pid, _, kind, _, _, end, cut, _ in spans:
        if kind in ("wait", "join") and not cut:
            waits.setdefault(pid, []).append(end)
    by_pid: dict[int, list] = {}
    for turn in turns:
        by_pid.setdefault(turn[0], []).append(turn)
    collected = when_collected(order, heard, seen, waits)

    def since(time: int | None) -> int | None:
        return None if time is None else max(0, time - start)

    processes = []
    found_ended = {child: code for said in heard.values() for child, (_, code) in said.found_ended.items()}
    for life in order:
        status = wait_status(life, heard, found_ended, seen)
        mine = by_pid.get(life.pid, ())
        exact = seen.layer.name == "exact"
        processes.append(
            {
                "pid": life.pid,
                "ppid": life.ppid,
                "role": "",
                "created_ns": since(life.created),
                "first_ran_ns": since(min((turn[3] for turn in mine), default=None)) if exact else None,
                "exited_ns": since(life.exited),
                "exit_code": status if status is not None and status >= 0 else None,
                "signal": signal_name(-status) if status is not None and status < 0 else None,
                "collected_ns": since(collected.get(life.pid)),
                "cpu_ns": cpu_ns(life, mine, seen.layer),
                "threads": sorted(life.threads, key=lambda tid: tid != life.pid) or [life.pid],
            }
        )
    python = {pid for pid, said in heard.items() if said.started}
    programs = {life.pid: life.program for life in order if life.program and life.pid not in python}
    names = roles(processes, named, programs)
    for process in processes:
        process["role"] = names[process["pid"]]
    ends = [life.exited for life in order]
    end = max([seen.ended_ns] if None in ends or not ends else ends)
    capped = sorted({name for said in heard.values() for name in said.capped})
    notes = [*seen.notes, *seen.layer.notes()]
    notes += [f"Of many calls of {name} only the first are shown." for name in capped]
    gave_up = {said.gave_up for said in heard.values()}
    if "Q" in gave_up:
        notes.append("A process made so many calls that only the first are shown.")
    if "L" in gave_up:
        notes.append("Some of what a process did could not be noted: it had no file left to open, or no room.")
    return {
        "command": seen.command,
        "kernel_layer": seen.layer.name,
        "wall_ns": since(end),
        "stopped": seen.stopped,
        "processes": processes,
        "on_cpu": [
            {"pid": pid, "tid": tid, "cpu": cpu, "start_ns": since(a), "end_ns": since(b), "preempted": preempted}
            for pid, tid, cpu, a, b, preempted in turns
            if pid in names
        ],
        "spans": [
            {"pid": pid, "tid": tid, "kind": kind, "name": name, "start_ns": since(a), "end_ns": since(b), "cut": cut}
            for pid, tid, kind, name, a, b, cut, _ in spans
        ],
        "output": output(seen, by_pid, {life.pid: life.exited for life in order}, start),
        "notes": notes,
    }


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
            lives[pid] = Life(pid, ppid, time, ptid, threads=[tid])
        elif what == "thread" and pid in lives:
            lives[pid].threads.append(tid)
        elif what == "exit":
            thread_exit[tid] = time
            if pid in lives:
                lives[pid].exited = max(time, lives[pid].exited or 0)
        elif what == "exec" and pid in lives and time > start:
            lives[pid].program, lives[pid].became = "" if name.startswith("python") else name, time
    turns, on = [], {}
    for time, pid, tid, cpu, out, preempted in layer.switches():
        if not out:
            on[tid, cpu] = pid, time
            continue
        pid, began = on.pop((tid, cpu), (pid, start))  # on the CPU since exec: that was not switched in
        turns.append((pid, tid, cpu, began, time, bool(preempted)))
    for (tid, cpu), (pid, began) in on.items():  # left by exiting, which is no switch
        turns.append((pid, tid, cpu, began, max(began, thread_exit.get(tid, seen.ended_ns)), False))
    if seen.main not in {turn[0] for turn in turns} and lives[seen.main].exited:  # never left its CPU at all
        turns.append((seen.main, seen.main, 0, start, lives[seen.main].exited, False))
    turns.sort(key=lambda turn: turn[3])
    for life in lives.values():
        if life.exited is not None and not all(tid in thread_exit for tid in life.threads):
            life.exited = max(life.exited, seen.exits.ended_ns.get(life.pid, 0))
        elif life.exited is None:
            life.exited = seen.exits.ended_ns.get(life.pid)
    return start, lives, turns


def add_from_probe(lives: dict[int, Life], heard: dict, seen: Seen) -> None:
    """Processes that the kernel layer missed, and ends that it doesn't know."""
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
            lives[pid].threads += {tid for _, tid, *_ in said.lines} - set(lives[pid].threads)
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


def cpu_ns(life: Life, turns, layer) -> int | None:
    if layer.name == "exact":
        return sum(turn[4] - turn[3] for turn in turns)
    if layer.name == "sampled":
        return sum(layer.cpu_ns.get(tid, 0) for tid in life.threads)
    return None


def signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def spans_of(order: list[Life], heard: dict, named: dict[int, str], seen: Seen) -> list[list]:
    """The spans of all processes. A process forked bare goes on inside the calls it was forked in."""
    spans: list[list] = []
    by_pid: dict[int, list] = {}
    for life in order:
        said = heard.get(life.pid)
        if said is None:
            continue
        inherited = []
        if said.forked and life.pid not in named:
            forker = life.forker or life.ppid
            inherited = [
                span
                for span in by_pid.get(life.ppid, ())
                if span[1] == forker and span[2] == "call" and span[4] <= life.created < span[5]
            ]
        end = life.exited or seen.ended_ns
        if life.became and life.pid not in {seen.main} and not said.started:
            end = min(end, life.became)
        by_pid[life.pid] = Spans(said, inherited, life.created, life.pid).finish(end)
        spans += by_pid[life.pid]
    return sorted(spans, key=lambda span: (span[4], -span[5]))


def output(seen: Seen, turns: dict[int, list], exits: dict[int, int | None], start: int) -> list[dict]:
    """The captured chunks as text, each with the latest time at which it can have been written.

    The supervisor reads a chunk some time after it was written. A process writes while it is alive and on a CPU, so
    its last turn before the reading bounds the time; and a stream arrives in the order of writing.
    """
    times, latest = [], {}
    starts = {pid: [turn[3] for turn in mine] for pid, mine in turns.items()} if seen.layer.name == "exact" else {}
    ends = {pid: list(accumulate((turn[4] for turn in turns[pid]), max)) for pid in starts}
    for pid, time, stream, _ in reversed(seen.chunks):
        time = min(time, latest.get(stream, time), exits.get(pid) or time)
        at = bisect_right(starts.get(pid, ()), time) - 1
        if at >= 0:
            time = min(time, ends[pid][at])
        latest[stream] = time
        times.append(time)
    times.reverse()
    decoders, found = {}, []
    make = getincrementaldecoder("utf-8")
    for (pid, _, stream, data), time in zip(seen.chunks, times):
        decoder = decoders.setdefault((pid, stream), make("backslashreplace"))
        text = decoder.decode(data)
        if text:
            found.append({"pid": pid, "time_ns": max(0, time - start), "stream": stream, "text": text})
    for (pid, stream), decoder in decoders.items():
        rest = decoder.decode(b"", True)
        if rest:
            found.append({"pid": pid, "time_ns": max(0, seen.ended_ns - start), "stream": stream, "text": rest})
    return found
