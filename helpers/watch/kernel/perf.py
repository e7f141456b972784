"""The exact kernel layer: who was on a CPU, and who forked whom, from perf's ring buffers.

    kernel ──writes──► ring of CPU 0 (switches)  ─┐
                       ring of CPU 0 (tasks)      │  drain() copies raw bytes out while the program
                       ring of CPU 1 (switches)   ├─ runs; they are decoded once it has ended
                       ring of CPU 1 (tasks)     ─┘  (switches) or at once (tasks: new processes)

Two events a CPU are opened on the program's first process and inherited by all it forks. Both
count nothing (PERF_COUNT_SW_DUMMY); what is wanted are their side-band records. *Switches* may come
a hundred thousand a second, so their ring wakes the supervisor when it is a quarter full. *Tasks* (fork,
exit, exec) wake it at once, since an exit status can be had only from a process not yet forgotten.

Records and flags: perf_event_open(2). No privilege is needed at perf_event_paranoid 2.
"""

from __future__ import annotations

import ctypes
import os
import struct

from ...recording.notes import ENDS_EARLY
from .records import Change, Task
from .ring import PAGE, Ring, records

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from collections.abc import Iterator

SYSCALL = {"x86_64": 298, "aarch64": 241, "riscv64": 241, "ppc64le": 319, "s390x": 331}
CLOCK_MONOTONIC = 1
SOFTWARE, DUMMY = 1, 9
TID, TIME, CPU = 1 << 1, 1 << 2, 1 << 7  # sample_type: what is appended to every record
(
    INHERIT,
    EXCLUDE_KERNEL,
    EXCLUDE_HV,
    COMM,
    ENABLE_ON_EXEC,
    TASK,
    WATERMARK,
    SAMPLE_ID_ALL,
    COMM_EXEC,
    USE_CLOCKID,
    CONTEXT_SWITCH,
) = (1 << bit for bit in (1, 5, 6, 9, 12, 13, 14, 18, 24, 25, 26))
RECORD_LOST, RECORD_COMM, RECORD_EXIT, RECORD_FORK, RECORD_SWITCH = 2, 3, 4, 7, 14
MISC_OUT, MISC_PREEMPTED, MISC_EXEC = 1 << 13, 1 << 14, 1 << 13

SWITCH = struct.Struct("<IHHIIQII")  # header (type, misc, size), then pid, tid, time, cpu, reserved
LOST = struct.pack("<I", RECORD_LOST)  # where these bytes are missing, no record was lost
TRAILER = struct.Struct("<IIQII")  # pid, tid, time, cpu, reserved: the end of every record
FORK = struct.Struct("<IIIIQ")  # pid, ppid, tid, ptid, time

# A non-privileged user may lock 516 KiB a CPU over all rings (perf_event_mlock_kb); two notebooks may
# record at once, so one takes less than half: 32 pages hold 4,096 switches between two drains.
SWITCH_PAGES, TASK_PAGES, LEAST_PAGES = 32, 8, 4
# 32 bytes a switch: 64 MB. What comes later is dropped, and said.
MOST_SWITCH_BYTES = 2_000_000 * SWITCH.size


class Refused(OSError):
    """The kernel (or a container's seccomp filter) does not let this user record."""


def online_cpus() -> list[int]:
    """The numbers of the CPUs that are online, from /sys/devices/system/cpu/online (``0-3,6``)."""
    cpus: list[int] = []
    with open("/sys/devices/system/cpu/online") as file:
        for part in file.read().strip().split(","):
            first, _, last = part.partition("-")
            cpus += range(int(first), int(last or first) + 1)
    return cpus


def open_event(pid: int, cpu: int, flags: int, watermark: int) -> int:
    """A descriptor of a perf event on `pid` and `cpu`, enabled when `pid` calls exec.

    Raises Refused if the kernel has no perf, or has it but not for this user.
    """
    flags |= INHERIT | EXCLUDE_KERNEL | EXCLUDE_HV | ENABLE_ON_EXEC | WATERMARK | SAMPLE_ID_ALL | USE_CLOCKID
    flags |= 1  # disabled, until exec
    size = 112  # PERF_ATTR_SIZE_VER5, which every kernel since 4.1 takes
    attr = struct.pack(
        "<IIQQQQQIIQQQQIiQII", SOFTWARE, size, DUMMY, 0, TID | TIME | CPU, 0, flags, watermark, 0, 0, 0, 0, 0, 0,
        CLOCK_MONOTONIC, 0, 0, 0,
    )  # fmt: skip
    number = SYSCALL.get(os.uname().machine)
    if number is None:
        raise Refused(38, "this kind of processor is not known to the recorder")
    libc = ctypes.CDLL(None, use_errno=True)
    close_on_exec = 8
    fd = libc.syscall(number, attr, pid, cpu, -1, close_on_exec)
    if fd < 0:
        error = ctypes.get_errno()
        raise Refused(error, os.strerror(error))
    return fd


class ExactLayer:
    """Records one process tree; opened on its first process before that calls exec."""

    name = "exact"
    interval_s = 0.02  # how long it may go undrained

    def __init__(self, pid: int):
        self.switch_rings: list[Ring] = []
        self.task_rings: list[Ring] = []
        self.switch_data: list[bytearray] = []
        self.task_data = bytearray()
        self.dropped = False
        try:
            for cpu in online_cpus():
                self._open(self.switch_rings, pid, cpu, CONTEXT_SWITCH, SWITCH_PAGES)
                self._open(self.task_rings, pid, cpu, TASK | COMM | COMM_EXEC, TASK_PAGES)
                self.switch_data.append(bytearray())
        except OSError:
            self.close()
            raise

    def _open(self, rings: list, pid: int, cpu: int, flags: int, pages: int) -> None:
        """Open one event and its ring, a smaller one if the user's locked memory is used up."""
        while True:
            watermark = 1 if flags & TASK else pages * PAGE // 4
            fd = open_event(pid, cpu, flags, watermark)
            try:
                rings.append(Ring(fd, pages))
                return
            except OSError:  # mmap: EPERM, over the limit of locked memory
                os.close(fd)
                if pages <= LEAST_PAGES:
                    raise
                pages //= 2

    @property
    def has_gap(self) -> bool:
        """Whether the kernel may have dropped records because a ring was full."""
        return any(ring.full for ring in self.switch_rings + self.task_rings)

    def descriptors(self) -> list[int]:
        return [ring.fd for ring in self.switch_rings + self.task_rings]

    def drain(self) -> list[Change]:
        """Empty all rings. Returns the changes seen."""
        for ring, kept in zip(self.switch_rings, self.switch_data, strict=True):
            new = ring.drain()
            if len(kept) + len(new) <= MOST_SWITCH_BYTES // len(self.switch_rings):
                kept.extend(new)
            else:
                self.dropped = True
        changes = []
        for ring in self.task_rings:
            new = ring.drain()
            self.task_data += new
            for kind, _, body in records(new):
                if kind in (RECORD_FORK, RECORD_EXIT):
                    pid, ppid, tid, _, _ = FORK.unpack_from(body)
                    if kind == RECORD_EXIT:
                        changes.append(Change("exit", pid, tid))
                    elif pid != ppid:
                        changes.append(Change("fork", pid, tid))
        return changes

    def switches(self) -> Iterator[tuple[int, int, int, int, int, int]]:
        """Yield (time_ns, pid, tid, cpu, out, preempted) of every switch, CPU by CPU, in order of time.

        Tuples, for whoever asks to unpack: there may be two million of them.
        """
        for data in self.switch_data:
            usable = len(data) - len(data) % SWITCH.size
            if LOST not in data:
                for _, misc, _, pid, tid, time_ns, cpu, _ in SWITCH.iter_unpack(memoryview(data)[:usable]):
                    yield time_ns, pid, tid, cpu, misc & MISC_OUT, misc & MISC_PREEMPTED
                continue
            for kind, misc, body in records(data):  # with LOST records among them, of another length
                if kind == RECORD_SWITCH:
                    pid, tid, time_ns, cpu, _ = TRAILER.unpack_from(body)
                    yield time_ns, pid, tid, cpu, misc & MISC_OUT, misc & MISC_PREEMPTED

    def tasks(self) -> list[Task]:
        """Every fork, exit and exec, in order of time."""
        found = []
        for kind, misc, body in records(self.task_data):
            if kind in (RECORD_FORK, RECORD_EXIT):
                pid, ppid, tid, ptid, time_ns = FORK.unpack_from(body)
                what = "exit" if kind == RECORD_EXIT else "thread" if pid == ppid else "fork"
                found.append(Task(time_ns, what, pid, tid, ppid, ptid))
            elif kind == RECORD_COMM and misc & MISC_EXEC:
                pid, tid = struct.unpack_from("<II", body)
                _, _, time_ns, _, _ = TRAILER.unpack_from(body, len(body) - TRAILER.size)
                name = body[8 : -TRAILER.size].split(b"\0")[0].decode(errors="replace")
                found.append(Task(time_ns, "exec", pid, tid, name=name))
        return sorted(found, key=lambda task: (task.time, task.what, task.pid))

    def notes(self) -> list[str]:
        data = [*self.switch_data, self.task_data]
        lost = any(kind == RECORD_LOST for part in data if LOST in part for kind, _, _ in records(part))
        if lost or self.has_gap:
            return ["The kernel's record has a gap: it switched faster than it could be read."]
        if self.dropped:
            return [ENDS_EARLY]
        return []

    def close(self) -> None:
        for ring in self.switch_rings + self.task_rings:
            ring.close()
