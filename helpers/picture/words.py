"""What happened, in words: the text beside every picture, the same on every run of the same program.

The rule: a sentence may say only what the *program* decides. What the kernel decides (times, PIDs, who came
first, who shared a CPU, which worker took which task) differs from run to run, and belongs into a claim, not here.

said                                                     because
---------------------------------------------------------------------------------------------------
how many processes, and who started whom, by role        the program forks, in an order of its own
which functions each called, how often                   ... but for workers of a pool only their sum:
how many lines each wrote to stdout                          who takes which task is chance
that it wrote to stderr (not how much)                   a traceback's length differs with Python's version
exit code or signal                                      ... but not how a pool's workers or helpers end:
                                                             `Pool.terminate` races with them
whether a parent started all before it waited for any    the order of one process's own steps
    or waited for each before it started the next
that a limit stopped it, and in which call it was        then no counts: how far it came is chance

Of a process that a signal ended, only that is told: how far it came is chance too. No layer is needed
for any of this, so the words are the same whether the kernel's records were exact, sampled or not to be had.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from ..record.recording import Process, Recording, Span
from .lanes import HELPERS, in_tree_order
from .lettering import ascii_only
from .marks import STOPPED

POOLED = re.compile(r"(pool worker|executor worker)\b")
CALLS_NAMED = 6


def words(recording: Recording) -> str:
    """The summary, a line for each process (or family of like ones), indented as the tree is.

    It holds no PID and no time, and is the same on every run of a program that itself does the same every time.
    """
    lines = [_head(recording)]
    if recording.stopped == "processes":
        return lines[0]
    for kind, group in groupby(_told(recording), key=lambda told: told[0]):
        family = list(group)
        lines += _like_ones(family) if kind[1] else [line for _, line in family]
    return "\n".join(lines)


def _head(recording: Recording) -> str:
    count = sum(not _is_helper(process) for process in recording.processes)
    stop = f"The program was {STOPPED[recording.stopped]}." if recording.stopped else ""
    if recording.stopped == "processes":
        return stop
    return " ".join(filter(None, [f"{_number(count)} {'process' if count == 1 else 'processes'} ran.".capitalize(), stop]))


def _is_helper(process: Process) -> bool:
    return process.role.startswith(HELPERS)


def _told(recording: Recording) -> list[tuple[tuple, str]]:
    """For each process in tree order: (what kind of line it is, its line)."""
    told, pooled = [], set()
    for process, depth in in_tree_order(recording):
        indent = "  " * depth + "- "
        worker = POOLED.match(process.role)
        if worker:
            if (process.ppid, worker[1]) not in pooled:
                pooled.add((process.ppid, worker[1]))
                told.append(((depth, False), indent + _pool(recording, process.ppid, worker[1])))
        elif _is_helper(process):
            told.append(((depth, False), f"{indent}{ascii_only(process.role)}, a helper of multiprocessing"))
        else:
            facts = _facts(recording, process)
            leaf = not recording.children(process)
            told.append(((depth, leaf, facts, _family(process)), f"{indent}{ascii_only(process.role)}" + (f": {facts}" if facts else "")))
    return told


def _family(process: Process) -> str:
    """The role without its last number: what ``child 1`` and ``child 2`` have in common."""
    return re.sub(r"[-\s]?\d+$", "", process.role)


def _like_ones(family: list[tuple[tuple, str]]) -> list[str]:
    """Brothers and sisters of whom the same is to be said are told in one line."""
    if len(family) < 3:
        return [line for _, line in family]
    facts = family[0][0][2]
    first, last = (family[end][1].removesuffix(f": {facts}") for end in (0, -1))
    return [f"{first} to {last.strip().removeprefix('- ')}, each" + (f": {facts}" if facts else "")]


def _facts(recording: Recording, process: Process) -> str:
    if recording.stopped:
        return _stuck_in(recording, process)
    if process.signal:
        return f"ended by {process.signal}"
    found = [_started(recording, process), _calls(recording, [process]), _lines(recording, [process])]
    if process.exit_code is not None and not process.role.startswith("manager"):
        found.append(f"exit code {process.exit_code}")
    return "; ".join(filter(None, found))


def _pool(recording: Recording, ppid: int, kind: str) -> str:
    workers = [process for process in recording.processes if process.ppid == ppid and process.role.startswith(kind)]
    found = [] if recording.stopped else [_calls(recording, workers), _lines(recording, workers)]
    for signal, many in Counter(process.signal for process in workers).items():
        if signal not in (None, "SIGTERM") and not recording.stopped:
            found.append(f"{_number(many)} of them ended by {signal}")
    what = "; ".join(filter(None, found))
    return f"{_number(len(workers))} {kind}{'' if len(workers) == 1 else 's, together'}" + (f": {what}" if what else "")


# ---- the facts, one by one -----------------------------------------------------------------------


def _number(count: int) -> str:
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return names[count] if count < len(names) else str(count)


def _calls_of(recording: Recording, processes: list[Process]) -> list[Span]:
    pids = {process.pid for process in processes}
    calls = [span for span in recording.spans if span.kind == "call" and span.pid in pids and span.name[:1] != "<"]
    return sorted(calls, key=lambda call: (call.start_ns, -call.end_ns))


def _stuck_in(recording: Recording, process: Process) -> str:
    """The outermost call of its first thread that had not returned when the program was stopped."""
    cut = [call for call in _calls_of(recording, [process]) if call.cut and call.tid == process.pid]
    return f"was in {ascii_only(cut[0].function)}() to the end" if cut else ""


def _calls(recording: Recording, processes: list[Process]) -> str:
    """Functions called: in the order of their first call where one thread called them, else by name.

    Where a signal ended a worker in a call, how many calls there were is chance.
    """
    calls = _calls_of(recording, processes)
    killed = {process.pid for process in processes if process.signal}
    counted = not any(call.cut and call.pid in killed for call in calls)
    one_thread = len({(call.pid, call.tid) for call in calls}) == 1
    if not one_thread:
        calls.sort(key=lambda call: call.function)
    count = Counter(ascii_only(call.function) for call in calls)
    said = [f"{name}()" + ("" if many == 1 or not counted else f" {_number(many)} times") for name, many in count.items()]
    if len(said) > CALLS_NAMED:
        said = [*said[:CALLS_NAMED], f"{_number(len(said) - CALLS_NAMED)} more functions"]
    return f"called {_listed(said)}" if said else ""


def _listed(things: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))


def _lines(recording: Recording, processes: list[Process]) -> str:
    pids = {process.pid for process in processes}
    count = sum(chunk.text.count("\n") for chunk in recording.output if chunk.pid in pids and chunk.stream == "stdout")
    rest = sum(recording.text(process)[-1:] not in ("", "\n") for process in processes)
    said = [f"wrote {_number(count + rest)} line{'' if count + rest == 1 else 's'}"] if count + rest else []
    if any(chunk.pid in pids and chunk.stream == "stderr" for chunk in recording.output):
        said.append("wrote to stderr")
    return "; ".join(said)


def _started(recording: Recording, process: Process) -> str:
    """How many it started, and in which order it started and waited: both are steps of its own."""
    children = [child for child in recording.children(process) if not _is_helper(child)]
    if not children:
        return ""
    plain = [child for child in children if not POOLED.match(child.role) and not child.role.startswith("manager")]
    started = f"started {_number(len(children))}"
    if len(plain) != len(children) or len(plain) < 2:
        return started
    waits = [span for span in recording.spans if span.pid == process.pid and span.tid == process.pid
             and span.kind in ("join", "wait")]
    steps = sorted([(child.created_ns, "S") for child in plain] + [(wait.end_ns, "W") for wait in waits])
    order = "".join(step for _, step in steps)
    if "W" not in order:
        return f"{started}, waited for none"
    if re.fullmatch("S+W+", order):
        return f"{started}, all before it waited for any"
    if re.fullmatch("(SW+)+", order):
        return f"{started}, and waited for each before the next"
    return started
