"""Of a program in a sandbox: who out here is whom the probe in there speaks of?

    the probe      "I am 3, my thread 5 did this at 40 ms, my child is 7"
    hellos          3 → 4713, 7 → 4718              processes: the kernel has said who (behind.py)
    the kernel      4713's thread 4715 was on a CPU at 40 ms   threads: who was on a CPU when something was done
                       ▼
    Heard of 4713: "my thread 4715 did this at 40 ms, my child is 4718"

What can't be joined is left out, and so is what no probe would write: the program can change these files as it likes.
"""

from __future__ import annotations

from bisect import bisect_right

from ...recording.notes import NO_CALLS
from ..kernel.records import Turn
from .events import Heard, read_events
from .lives import Seen, Told
from .turns import by_start

KINDS = {"call", "sleep", "join", "wait", "get", "put", "acquire", "result", "read", "write"}
ASKED = 200  # of a thread's doings, to find out which it is
DEEPEST = 2_000  # calls within calls; the probe stops at 500
LONGEST_NAME = 200


def heard_inside(outer: dict[int, int], told: Told, seen: Seen) -> dict[int, Heard]:
    """All that the probe wrote in the sandbox, as if it had been outside. `outer` is PID inside → outside."""
    try:
        return joined(read_events(seen.events_folder, dict(told.reused)), outer, told, seen)
    except Exception:  # whatever the program has put there: it must not take the recording with it
        seen.notes.append(NO_CALLS)
        return {}


def joined(heard: dict[int, Heard], outer: dict[int, int], told: Told, seen: Seen) -> dict[int, Heard]:
    """The same with the PIDs and TIDs that processes and threads have out here."""
    inner = {pid: number for number, pid in outer.items()}
    heard = {pid: said for pid, said in heard.items() if pid in inner}
    turns: dict[int, dict[int, list[Turn]]] = {}
    for turn in told.turns:
        if turn.tid != turn.pid:
            turns.setdefault(turn.pid, {}).setdefault(turn.tid, []).append(turn)
    threads: dict[int, dict[int, int]] = {}
    for pid, said in heard.items():
        said.happened = [this for this in credible(said.happened) if seen.released_ns <= this.time <= seen.ended_ns]
        threads[pid] = {0: 0, inner[pid]: pid} | threads_of(said, inner[pid], turns.get(pid, {}))
    for pid, said in heard.items():
        mine = threads[pid]
        said.happened = [this._replace(tid=mine[this.tid]) for this in said.happened if this.tid in mine]
        said.tids = {mine[tid] for tid in said.tids if tid in mine}
        if said.forked:
            when, parent, forker = said.forked
            parent = outer.get(parent, 0)
            said.forked = (when, parent, threads.get(parent, {}).get(forker, parent)) if parent else None
        if said.started:
            when, parent = said.started
            said.started = when, outer.get(parent, 0)
        said.role = said.role and said.role[:LONGEST_NAME]
        said.found_ended = with_outer(said.found_ended, outer)
        said.names = {child: name[:LONGEST_NAME] for child, name in with_outer(said.names, outer).items()}
        said.started_children = with_outer(said.started_children, outer)
    return heard


def with_outer(about: dict, outer: dict[int, int]) -> dict:
    """The same, by the children's PIDs out here."""
    return {outer[child]: what for child, what in about.items() if child in outer}


def credible(happened: list) -> list:
    """These, or none of them if no probe can have written them."""
    depth = 0
    for this in happened:
        depth = max(0, depth + {"begin": 1, "end": -1}.get(this.what, 0))
        if this.what in ("begin", "end") and (this.named.kind not in KINDS or len(this.named.name) > LONGEST_NAME):
            return []
        if depth > DEEPEST:
            return []
    return happened


def threads_of(said: Heard, main: int, turns: dict[int, list[Turn]]) -> dict[int, int]:
    """TID inside → outside, of the threads other than the `main` one that did something while they were on a CPU.

    `turns` are those of the process's other threads, by TID outside, in order.
    """
    times: dict[int, list[int]] = {}
    for this in said.happened:
        if this.tid not in (0, main):
            times.setdefault(this.tid, []).append(this.time)
    votes = {
        (within, outside): sum(on_cpu_at(time, mine) for time in asked[:ASKED])
        for within, asked in times.items()
        for outside, mine in turns.items()
    }
    found: dict[int, int] = {}
    for within, outside in sorted(votes, key=lambda pair: (-votes[pair], pair)):
        if votes[within, outside] and within not in found and outside not in found.values():
            found[within] = outside
    return found


def on_cpu_at(time: int, turns: list[Turn]) -> bool:
    at = bisect_right(turns, time, key=by_start) - 1
    return at >= 0 and time <= turns[at].end
