"""The sampled kernel layer: who was on a CPU, from the counters in /proc, where perf is refused.

Every few milliseconds each thread's time on a CPU is read (the first number of
/proc/PID/task/TID/schedstat, in ns). If it grew since the last look, the thread was on a CPU in between:
*that* it was and for how long is known, *when* only to within one interval. A running thread's
counter steps once a tick (4 ms at HZ=250), so looking more often would show nothing finer.

    looks        │         │         │    ✝    │         a thread that still lives was on the CPU just before the look;
    on a CPU     ├───██████┼─────████┼██──     │         one that has died in between, right after the look before
"""

from __future__ import annotations

import os
import time

from . import procfs
from .records import Change, Turn

TICK_NS = 4_000_000  # of a kernel of 250 Hz


class Thread:
    """What is known of one thread. Times are CLOCK_MONOTONIC ns."""

    __slots__ = ("looked_ns", "owed_ns", "ran_ns", "turn")

    def __init__(self, looked_ns: int | None):
        self.looked_ns = looked_ns  # the last look, or when it appeared; None if only the first look will tell
        self.ran_ns = 0  # on a CPU until then
        self.owed_ns = 0  # on a CPU, and in no turn yet; negative: in a turn too early
        self.turn: Turn | None = None  # its newest


class Member:
    """One process of the tree, dead or alive, as the looks have shown it."""

    __slots__ = ("name", "pid", "ppid", "seen_ns", "threads")

    def __init__(self, pid: int, ppid: int, first_thread: Thread, seen_ns: int):
        self.pid, self.ppid, self.seen_ns = pid, ppid, seen_ns
        self.name = ""
        self.threads: dict[int, Thread] = {pid: first_thread}


class SampledLayer:
    """Samples one process tree; `drain()` is one look."""

    name = "sampled"
    interval_s = 0.004
    has_gap = False

    def __init__(self, pid: int):
        with open(f"/proc/{pid}/schedstat"):  # raises OSError where the kernel has none
            pass
        self.members = {pid: Member(pid, os.getpid(), Thread(None), time.monotonic_ns())}
        self.alive = [self.members[pid]]
        self.on_cpu: list[Turn] = []

    def descriptors(self) -> list[int]:
        return []

    def drain(self) -> list[Change]:
        """Look at every process once. Returns the changes."""
        started, changes, alive = time.monotonic(), [], []
        for member in self.alive:
            tids = procfs.threads(member.pid)
            counters = [(tid, time.monotonic_ns(), procfs.ran_ns(member.pid, tid)) for tid in tids]
            stat = procfs.stat(member.pid)  # only now: whoever lives still was alive when its counters were read
            lives = stat is not None and not stat.is_zombie
            for tid, now, ran in counters:
                thread = member.threads.setdefault(tid, Thread(None))
                if ran is not None:
                    self._counted(member.pid, tid, thread, now, ran, stat.cpu if stat else 0, lives)
                for child in procfs.children(member.pid, tid):
                    if child not in self.members:
                        seen_ns = time.monotonic_ns()
                        self.members[child] = Member(child, member.pid, Thread(seen_ns), seen_ns)
                        alive.append(self.members[child])
                        changes.append(Change("fork", child, child))
            if lives:
                member.name = procfs.command_name(member.pid)
                alive.append(member)
            else:
                changes.append(Change("exit", member.pid, member.pid))
        self.alive = alive
        # A big tree takes long to look at; the looking must not take more than a tenth of a CPU.
        self.interval_s = max(SampledLayer.interval_s, 10 * (time.monotonic() - started))
        return changes

    def _counted(self, pid: int, tid: int, thread: Thread, now: int, ran: int, cpu: int, lives: bool) -> None:
        """At `now`, the thread's counter stood at `ran`: make a turn of its growth, or a longer one of the last.

        Looks and ticks are not in step, so a thread that runs on and on seems to have small gaps in between, and
        then to have run longer than there was time. The one is set off against the other, up to a tick.
        """
        before = now - ran if thread.looked_ns is None else thread.looked_ns
        owed = thread.owed_ns + ran - thread.ran_ns
        grown = ran > thread.ran_ns
        thread.looked_ns, thread.ran_ns = now, ran
        if not grown:
            return
        turn = thread.turn
        since = turn.end if turn else before
        end = now if lives else min(now, max(since, before) + max(owed, 0))  # the dead were on no CPU just now
        gap = end - owed - since
        if gap <= (TICK_NS if turn and turn.cpu == cpu else 0):
            start, thread.owed_ns = since, -gap
        elif owed <= 0:
            thread.owed_ns = owed
            return
        else:
            start, thread.owed_ns = end - owed, 0
        if turn and start == turn.end and turn.cpu == cpu:
            turn.end = end
        else:
            thread.turn = Turn(pid, tid, cpu, start, end)
            self.on_cpu.append(thread.turn)

    def notes(self) -> list[str]:
        return []

    def close(self) -> None:
        pass
