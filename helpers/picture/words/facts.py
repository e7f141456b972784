"""The single facts of which words.py makes its summary, each of a kind that is the same on every run."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from ...recording.notes import STOPPED_EARLY
from ...recording.recording import Process, Recording, Span
from ..lettering import ascii_only
from ..timeline.lanes.limits import is_unrecorded

POOLED = re.compile(r"(pool worker|executor worker)\b")
CALLS_NAMED = 6


def number(count: int) -> str:
    names = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return names[count] if count < len(names) else str(count)


def listed(things: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))


def without_helpers(recording: Recording) -> Recording:
    """The same without multiprocessing's own helpers; who was forked by one of them counts as its parent's child.

    Which helpers there are is decided by Python's version and by the system, and not by the program.
    """
    helpers = {process.pid: process for process in recording.processes if process.is_helper}
    kept = []
    for process in recording.processes:
        parent = process.ppid
        while parent in helpers:
            parent = helpers[parent].ppid
        if process.pid not in helpers:
            kept.append(replace(process, ppid=parent))
    return replace(recording, processes=tuple(kept))


def _calls_of(recording: Recording, processes: list[Process]) -> list[Span]:
    pids = {process.pid for process in processes}
    calls = [span for span in recording.spans if span.kind == "call" and span.pid in pids and span.name[:1] != "<"]
    return sorted(calls, key=lambda call: (call.start_ns, -call.end_ns))


def stuck_in(recording: Recording, process: Process) -> str:
    """The outermost call of its first thread that had not returned when the program was stopped."""
    calls = _calls_of(recording, [process])
    cut = [call for call in calls if call.cut and not is_unrecorded(call) and call.tid == process.pid]
    return f"was in {ascii_only(cut[0].function)}() to the end" if cut else ""


def called(recording: Recording, processes: list[Process]) -> str:
    """Functions called: in the order of their first call where one thread called them, else by name.

    Where a signal ended a worker in a call, how many calls there were is chance. So it is where not
    all of them are recorded.
    """
    calls = _calls_of(recording, processes)
    killed = {process.pid for process in processes if process.signal}
    partly = any(is_unrecorded(call) for call in calls) or any(note in STOPPED_EARLY for note in recording.notes)
    counted = not partly and not any(call.cut and call.pid in killed for call in calls)
    one_thread = len({(call.pid, call.tid) for call in calls}) == 1
    if not one_thread:
        calls.sort(key=lambda call: call.function)
    count = Counter(ascii_only(call.function) for call in calls)
    said = [
        f"{name}()" + ("" if many == 1 or not counted else f" {number(many)} times") for name, many in count.items()
    ]
    if len(said) > CALLS_NAMED:
        said = [*said[:CALLS_NAMED], f"{number(len(said) - CALLS_NAMED)} more functions"]
    return f"called {listed(said)}" if said else ""


def wrote(recording: Recording, processes: list[Process]) -> str:
    pids = {process.pid for process in processes}
    count = sum(chunk.text.count("\n") for chunk in recording.output if chunk.pid in pids and chunk.stream == "stdout")
    rest = sum(recording.text(process)[-1:] not in ("", "\n") for process in processes)
    said = [f"wrote {number(count + rest)} line{'' if count + rest == 1 else 's'}"] if count + rest else []
    if any(chunk.pid in pids and chunk.stream == "stderr" for chunk in recording.output):
        said.append("wrote to stderr")
    return "; ".join(said)


def started(recording: Recording, process: Process) -> str:
    """How many it started, and in which order it started and waited: both are steps of its own."""
    children = recording.children(process)
    if not children:
        return ""
    plain = [child for child in children if not POOLED.match(child.role) and not child.role.startswith("manager")]
    said = f"started {number(len(children))}"
    if len(plain) != len(children) or len(plain) < 2:
        return said
    waits = [
        span
        for span in recording.spans
        if span.pid == process.pid and span.tid == process.pid and span.kind in ("join", "wait")
    ]
    steps = sorted([(child.created_ns, "S") for child in plain] + [(wait.end_ns, "W") for wait in waits])
    order = "".join(step for _, step in steps)
    if "W" not in order:
        return f"{said}, waited for none"
    if re.fullmatch("S+W+", order):
        return f"{said}, all before it waited for any"
    if re.fullmatch("(SW+)+", order):
        return f"{said}, and waited for each before the next"
    return said
