"""What happened, in words: the text beside every picture, the same on every run of the same program.

The rule: a sentence may say only what the *program* decides. What the kernel decides (times, PIDs,
who came first, who shared a CPU, which worker took which task) differs from run to run: that is for claims.

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
from collections.abc import Mapping
from itertools import groupby

from ...recording.recording import Process, Recording
from ..lettering import ascii_only
from ..timeline.lanes.endings import STOPPED
from ..timeline.lanes.lanes import in_tree_order
from .facts import POOLED, called, listed, number, started, stuck_in, without_helpers, wrote

ROLES_NAMED = 8


def words(recording: Recording) -> str:
    """The summary, a line for each process (or family of like ones), indented as the tree is.

    It holds no PID and no time, and is the same on every run of a program that does the same every time.
    """
    recording = without_helpers(recording)
    lines = [_head(recording)]
    if recording.stopped == "processes":
        return lines[0]
    for kind, group in groupby(_told(recording), key=lambda told: told[0]):
        family = list(group)
        lines += _like_ones(family) if kind[1] else [line for _, line in family]
    return "\n".join(lines)


def with_marks(summary: str, marks: Mapping[str, object] | None) -> str:
    """The summary, and the names that a lesson gave to moments and phases in its picture."""
    names = [ascii_only(name) for name in marks or ()]
    return f"{summary}\n\nMarked in the picture: {'; '.join(names)}." if names else summary


def cpu_words(recording: Recording) -> str:
    """What a view by CPU shows, in words: of whom. Which CPU had whom, and when, is the kernel's choice."""
    recording = without_helpers(recording)
    roles = [ascii_only(process.role) for process in recording.processes]
    if len(roles) > ROLES_NAMED:
        roles = [*roles[:1], f"{number(len(roles) - 1)} more processes"]
    whose = f", and in it the turns of {listed(roles)}" if roles else ""
    return f"Who was on which CPU, as far as this machine tells: a lane for each CPU that was used{whose}."


def _head(recording: Recording) -> str:
    count = len(recording.processes)
    stop = f"The program was {STOPPED[recording.stopped]}." if recording.stopped else ""
    if recording.stopped == "processes":
        return stop
    return " ".join(
        filter(None, [f"{number(count)} {'process' if count == 1 else 'processes'} ran.".capitalize(), stop])
    )


def _told(recording: Recording) -> list[tuple[tuple, str]]:
    """For each process in tree order: (what kind of line it is, its line)."""
    told: list[tuple[tuple, str]] = []
    pooled = set()
    for process, depth in in_tree_order(recording):
        indent = "  " * depth + "- "
        worker = POOLED.match(process.role)
        if worker:
            if (process.ppid, worker[1]) not in pooled:
                pooled.add((process.ppid, worker[1]))
                told.append(((depth, False), indent + _pool(recording, process.ppid, worker[1])))
        else:
            facts = _facts(recording, process)
            leaf = not recording.children(process)
            told.append(
                (
                    (depth, leaf, facts, _family(process)),
                    f"{indent}{ascii_only(process.role)}" + (f": {facts}" if facts else ""),
                )
            )
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
        return stuck_in(recording, process)
    if process.signal:
        return f"ended by {process.signal}"
    found = [started(recording, process), called(recording, [process]), wrote(recording, [process])]
    if process.exit_code is not None and not process.role.startswith("manager"):
        found.append(f"exit code {process.exit_code}")
    return "; ".join(filter(None, found))


def _pool(recording: Recording, ppid: int, kind: str) -> str:
    workers = [process for process in recording.processes if process.ppid == ppid and process.role.startswith(kind)]
    found = [] if recording.stopped else [called(recording, workers), wrote(recording, workers)]
    for signal, many in Counter(process.signal for process in workers).items():
        if signal not in (None, "SIGTERM") and not recording.stopped:
            found.append(f"{number(many)} of them ended by {signal}")
    what = "; ".join(filter(None, found))
    return f"{number(len(workers))} {kind}{'' if len(workers) == 1 else 's, together'}" + (f": {what}" if what else "")
