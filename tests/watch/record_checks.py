"""What must hold of every recording, and of a recording of a program that says itself what is true.

A test's program writes lines that begin with a word of `TRUTH`: who was born of whom, who ended how, who used
how much CPU time. `disagreements` compares them with what the recorder saw from outside.
"""

from __future__ import annotations

import itertools
import os
import sys
import uuid
from collections import defaultdict
from pathlib import Path

from helpers.recording.recording import Recording
from helpers.watch.client.run import Limits, record
from helpers.watch.kernel.layers import open_layer

TRUTH = '''
import os, signal, sys, time

def born(forker):
    """This process says who forked it."""
    print("born", os.getpid(), forker, flush=True)

def started(pid):
    """This process says that it started another program in a child."""
    print("started", pid, os.getpid(), flush=True)

def ended(pid, code):
    """This process has collected `pid`."""
    print("ended", pid, code, flush=True)

def collect(pid):
    ended(pid, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

def used():
    """This process says how much CPU time it has used in all its life."""
    print("used", os.getpid(), time.process_time(), flush=True)

def busy(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass

'''
HELPERS = ("resource tracker", "fork server", "manager")
MS = 1_000_000


def available(layer: str) -> bool:
    try:
        open_layer(os.getpid(), layer).close()
    except OSError:
        return False
    return True


LAYERS = [layer for layer in ("exact", "sampled", "none") if available(layer)]
BEST = LAYERS[0]


def run_source(tmp_path: Path, source: str, *args: str, name: str = "program.py", **how) -> Recording:
    """Write `source` into a file and record it; without a limit given, it may take a minute."""
    (tmp_path / name).write_text(source, encoding="utf-8")
    how = {"cwd": tmp_path, "limits": Limits(timeout_s=60)} | how
    return record([sys.executable, name, *args], **how)


def problems(recording: Recording) -> list[str]:
    """What can't be so, whatever the program was: sentences for a person."""
    found = []
    known = {process.pid: process for process in recording.processes}
    exact = recording.kernel_layer == "exact"
    if len({process.role for process in recording.processes}) < len(recording.processes):
        found.append("two processes have one role")
    for process in recording.processes:
        found += problems_of_life(process, known, recording)
    by_cpu, by_thread, spans = defaultdict(list), defaultdict(list), defaultdict(list)
    for turn in recording.on_cpu:
        by_cpu[turn.cpu].append(turn)
        by_thread[turn.tid].append(turn)
        found += outside(turn, known)
    for span in recording.spans:
        spans[span.tid].append(span)
        found += outside(span, known)
    for turns in [*by_thread.values(), *(by_cpu.values() if exact else ())]:
        turns.sort(key=lambda turn: (turn.start_ns, turn.end_ns))
        found += [f"{a} and {b} at one time" for a, b in itertools.pairwise(turns) if b.start_ns < a.end_ns]
    for of_thread in spans.values():
        found += not_nested(of_thread)
    latest = {"stdout": 0, "stderr": 0}
    for chunk in recording.output:
        writer = known.get(chunk.pid)
        if writer is None or not writer.created_ns <= chunk.time_ns <= (writer.exited_ns or recording.wall_ns):
            found.append(f"{chunk} was not written in the life of {writer}")
        elif exact and not any(t.start_ns <= chunk.time_ns <= t.end_ns for t in recording.turns(writer)):
            found.append(f"{chunk} was written by a process that was on no CPU")
        if chunk.time_ns < latest[chunk.stream]:
            found.append(f"{chunk} came before the one in front of it")
        latest[chunk.stream] = chunk.time_ns
    return found


def problems_of_life(process, known: dict, recording: Recording) -> list[str]:
    found, parent = [], known.get(process.ppid)
    if parent is None and process is not recording.main:
        found.append(f"nobody forked {process}")
    if parent and not parent.created_ns <= process.created_ns <= (parent.exited_ns or recording.wall_ns):
        found.append(f"{process} was not forked in the life of {parent}")
    if process.exited_ns is None or not process.created_ns <= process.exited_ns <= recording.wall_ns:
        found.append(f"{process} did not end within {recording.wall_ns}")
    elif process.collected_ns is not None and process.collected_ns < process.exited_ns:
        found.append(f"{process} was collected before it ended")
    if process.first_ran_ns is not None and process.first_ran_ns < process.created_ns:
        found.append(f"{process} ran before it was there")
    if process.exit_code is not None and process.signal is not None:
        found.append(f"{process} ended in two ways")
    return found


def outside(thing, known: dict) -> list[str]:
    """`thing`, if it is not within the life of its process, or of a thread that the process doesn't have."""
    process = known.get(thing.pid)
    if process is None or thing.tid not in process.threads:
        return [f"{thing} is nobody's"]
    end = thing.end_ns if process.exited_ns is None else process.exited_ns
    good = process.created_ns <= thing.start_ns <= thing.end_ns <= end
    return [] if good else [f"{thing} is not within {process}"]


def not_nested(spans: list) -> list[str]:
    found, open_ones = [], []
    for span in sorted(spans, key=lambda span: (span.start_ns, -span.end_ns)):
        while open_ones and open_ones[-1].end_ns <= span.start_ns:
            open_ones.pop()
        if open_ones and span.end_ns > open_ones[-1].end_ns:
            found.append(f"{span} does not lie within {open_ones[-1]}")
        open_ones.append(span)
    return found


def disagreements(recording: Recording) -> list[str]:
    """Where the recording differs from what the program itself wrote."""
    found, forker, ended, used = [], {}, {}, {}
    for line in recording.lines():
        word, *rest = line.text.split()
        if word == "born" or (word == "started" and recording.kernel_layer != "none"):
            forker[int(rest[0])] = int(rest[1])
        elif word == "ended":
            ended[int(rest[0])] = int(rest[1])
        elif word == "used":
            used[int(rest[0])] = float(rest[1]), line.time_ns
        if word in ("born", "used") and int(rest[0]) != line.pid:
            found.append(f"{line.pid} is said to have written {line.text!r}")
    processes = {process.pid: process for process in recording.processes}
    unknown = [process for pid, process in processes.items() if pid not in forker and process.role not in HELPERS]
    found += [f"{process} is none of the program's" for process in unknown]
    found += [f"{pid} is missing" for pid in forker if pid not in processes]
    for pid, process in processes.items():
        if pid in forker and process is not recording.main and process.ppid != forker[pid]:
            found.append(f"{process} was forked by {forker[pid]}")
        if pid in ended and how(process) != ended[pid]:
            found.append(f"{process} ended with {ended[pid]}")
    if recording.kernel_layer != "none":
        within = 0.03 if recording.kernel_layer == "exact" else 0.15
        for pid, (seconds, until) in used.items():
            if recording.kernel_layer == "sampled":  # it sees what was a few milliseconds late
                until = recording.wall_ns
            seen = sum(
                min(turn.end_ns, until) - turn.start_ns for turn in recording.turns(pid) if turn.start_ns < until
            )
            if seconds >= 0.05 and abs(seen - seconds * 1e9) > within * seconds * 1e9 + 8 * MS:
                found.append(f"{pid} was on a CPU for {seconds} s, and is said to have been for {seen / 1e9}")
    return found


def how(process) -> int | None:
    """A process's end as multiprocessing's exitcode has it."""
    import signal

    return -getattr(signal, process.signal) if process.signal else process.exit_code


def ended_with(*expected: int):
    """Whether the processes, in order of their creation, ended with these exit statuses (negative: signals)."""
    return lambda recording: [how(p) for p in recording.processes if not p.is_helper] == list(expected)


class Marker:
    """A word in the environment of a run, by which whatever is left of it can be found."""

    def __init__(self):
        self.word = f"MARK{uuid.uuid4().hex}"

    def processes(self) -> list[int]:
        """PIDs of processes, zombies left out, that carry the word in their environment or on their command line."""
        return [int(name) for name in os.listdir("/proc") if name.isdecimal() and self._carries(name)]

    def _carries(self, pid: str) -> bool:
        for file in ("environ", "cmdline"):
            try:
                with open(f"/proc/{pid}/{file}", "rb") as content:
                    if self.word.encode() in content.read():
                        return int(pid) != os.getpid()
            except OSError:
                pass
        return False
