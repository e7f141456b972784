"""The sampled kernel layer: who was on a CPU, from the counters in /proc, where perf is refused.

Every few milliseconds each thread's time on a CPU is read (the first number of
/proc/PID/task/TID/schedstat, in ns). If it grew since the last look, the thread was on a CPU in between:
*that* it was and for how long is known, *when* only to within one interval. A running thread's
counter steps once a tick (4 ms at HZ=250), so looking more often would show nothing finer.
"""

import os
import time

from . import procfs

TICK_NS = 4_000_000  # of a kernel of 250 Hz


class SampledLayer:
    """Samples one process tree; `drain()` is one look."""

    name = "sampled"
    interval_s = 0.004
    has_gap = False

    def __init__(self, pid: int):
        with open(f"/proc/{pid}/schedstat"):  # raises OSError where the kernel has none
            pass
        self.parent: dict[int, int] = {pid: os.getpid()}  # every process ever seen
        self.alive: set[int] = {pid}
        self.seen_ns: dict[int, int] = {pid: time.monotonic_ns()}
        self.names: dict[int, str] = {}
        self.threads: dict[int, set[int]] = {pid: {pid}}
        self.last: dict[int, tuple[int, int]] = {}  # tid → (when looked at, ns on a CPU until then)
        self.on_cpu: list[list[int]] = []  # [pid, tid, cpu, start, end]
        self.open_turn: dict[int, list[int]] = {}  # tid → its newest entry in on_cpu
        self.owed_ns: dict[int, int] = {}  # tid → ns on a CPU that are in no turn yet; negative: in one too early
        self.cpu_ns: dict[int, int] = {}  # tid → ns on a CPU in all

    def descriptors(self) -> list[int]:
        return []

    def drain(self) -> list[tuple[str, int, int]]:
        """Look at every process once. Returns the changes: ("fork", pid, ppid), ("exit", pid, pid)."""
        started, changes = time.monotonic(), []
        for pid in list(self.alive):
            try:
                tids = [int(name) for name in os.listdir(f"/proc/{pid}/task")]
            except OSError:
                tids = []
            fields = procfs.stat(pid)
            if not tids or fields is None or fields[0] in "ZX":
                self.alive.discard(pid)
                changes.append(("exit", pid, pid))
            for tid in tids:
                self.threads[pid].add(tid)
                self._look(pid, tid, int(fields[36]) if fields else 0)
                for child in procfs.children(pid, tid):
                    if child not in self.parent:
                        self._appeared(child, pid)
                        changes.append(("fork", child, pid))
            if pid in self.alive:
                self.names[pid] = procfs.command_name(pid)
        # A big tree takes long to look at; the looking must not take more than a tenth of a CPU.
        self.interval_s = max(SampledLayer.interval_s, 10 * (time.monotonic() - started))
        return changes

    def _appeared(self, pid: int, ppid: int) -> None:
        self.parent[pid], self.threads[pid], self.seen_ns[pid] = ppid, {pid}, time.monotonic_ns()
        self.alive.add(pid)
        self.last[pid] = self.seen_ns[pid], 0

    def _look(self, pid: int, tid: int, cpu: int) -> None:
        try:
            with open(f"/proc/{pid}/task/{tid}/schedstat", "rb") as file:
                ran = int(file.read().split()[0])
        except (OSError, IndexError):
            return
        now = time.monotonic_ns()
        before, ran_before = self.last.get(tid, (now - ran, 0))
        self.last[tid], self.cpu_ns[tid] = (now, ran), ran
        if ran > ran_before:
            self._place(pid, tid, cpu, before, now, ran - ran_before)

    def _place(self, pid: int, tid: int, cpu: int, before: int, now: int, grown: int) -> None:
        """The counter grew by so much since the look at `before`: make a turn of it, or a longer one of the last.

        Looks and ticks are not in step, so a thread that runs on and on seems to have small gaps in between, and
        then to have run longer than there was time. The one is set off against the other, up to a tick.
        """
        turn = self.open_turn.get(tid)
        owed = self.owed_ns.get(tid, 0) + grown
        since = turn[4] if turn else before
        gap = now - owed - since
        if gap <= (TICK_NS if turn and turn[2] == cpu else 0):
            start, self.owed_ns[tid] = since, -gap
        elif owed <= 0:
            self.owed_ns[tid] = owed
            return
        else:
            start, self.owed_ns[tid] = now - owed, 0
        if turn and start == turn[4] and turn[2] == cpu:
            turn[4] = now
        else:
            self.open_turn[tid] = turn = [pid, tid, cpu, start, now]
            self.on_cpu.append(turn)

    def notes(self) -> list[str]:
        return []

    def close(self) -> None:
        pass
