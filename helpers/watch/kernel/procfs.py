"""What /proc tells about processes: state, parent, memory, and whose descendants they are.

Fields are those of proc_pid_stat(5) and proc_pid_statm(5). Every function takes a process that
is already gone for granted: it may end at any instant, so a missing file is an answer, not an error.
"""

import os

PAGE = os.sysconf("SC_PAGESIZE")
AVAILABLE = os.path.exists("/proc/self/stat")


class Stat:
    """One process in the system's table: its state (a letter, as ps has it), its parent, its process group, the CPU
    that it was on last, and its wait status, which is 0 until it has ended."""

    __slots__ = ("cpu", "group", "ppid", "state", "wait_status")

    def __init__(self, state: str, ppid: str, group: str, cpu: str = "0", wait_status: str = "0"):
        self.state, self.ppid, self.group = state, int(ppid), int(group)
        self.cpu, self.wait_status = int(cpu), int(wait_status)

    @property
    def is_zombie(self) -> bool:
        """Whether it has ended, and is only still there to be collected."""
        return self.state in "ZX"


def stat(pid: int) -> Stat | None:
    """What /proc/PID/stat tells; None if there is no such process."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            state, ppid, group, *more = file.read().rpartition(b")")[2].decode().split()
    except (OSError, ValueError):  # gone before it was opened, or while it was read
        return None
    return Stat(state, ppid, group, cpu=more[33], wait_status=more[46])  # fields 39 and 52 of the whole line


def command_name(pid: int) -> str:
    """The name of the program in that process (at most 15 characters), "" if it is gone."""
    try:
        with open(f"/proc/{pid}/comm", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""


def is_resource_tracker(pid: int) -> bool:
    """Whether that process is the one which multiprocessing starts to clean up behind the others."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return b"multiprocessing.resource_tracker" in file.read()
    except OSError:
        return False


def wait_status(pid: int) -> int | None:
    """The wait status of a zombie, as wait(2) would return it; None if it is no zombie (any more)."""
    found = stat(pid)
    return found.wait_status if found is not None and found.is_zombie else None


def tasks() -> int | None:
    """How many processes and threads the whole system has now (proc_loadavg(5)); None where that isn't told."""
    try:
        with open("/proc/loadavg") as file:
            return int(file.read().split()[3].partition("/")[2])
    except OSError:
        return None


def everybody() -> dict[int, Stat]:
    """PID → Stat, of every process there is (where there is no /proc, as ps tells it)."""
    if not AVAILABLE:
        with os.popen("ps -axo pid=,ppid=,pgid=,state=") as table:
            return {int(pid): Stat(state[0], ppid, group) for pid, ppid, group, state in map(str.split, table)}
    found = {}
    for name in os.listdir("/proc"):
        if name.isdecimal():
            one = stat(int(name))
            if one is not None:
                found[int(name)] = one
    return found


def descendants(ancestor: int, table: dict[int, Stat] | None = None) -> set[int]:
    """The PIDs of all processes below `ancestor`, zombies included; `table` is what `everybody` told just now."""
    table = everybody() if table is None else table
    children: dict[int, list[int]] = {}
    for pid, entry in table.items():
        children.setdefault(entry.ppid, []).append(pid)
    found, next_ones = set(), [ancestor]
    while next_ones:
        for pid in children.get(next_ones.pop(), ()):
            if pid not in found:
                found.add(pid)
                next_ones.append(pid)
    return found


def threads(pid: int) -> list[int]:
    """The TIDs of the threads that this process has now; none if it is gone."""
    try:
        return [int(name) for name in os.listdir(f"/proc/{pid}/task")]
    except OSError:
        return []


def ran_ns(pid: int, tid: int) -> int | None:
    """How long this thread has been on a CPU in all, in ns (Documentation/scheduler/sched-stats.rst); None if gone."""
    try:
        with open(f"/proc/{pid}/task/{tid}/schedstat", "rb") as file:
            return int(file.read().split()[0])
    except (OSError, IndexError):
        return None


def children(pid: int, tid: int) -> list[int]:
    """The PIDs of the children that this thread has now (proc_tid_children(5))."""
    try:
        with open(f"/proc/{pid}/task/{tid}/children", "rb") as file:
            return [int(child) for child in file.read().split()]
    except OSError:
        return []


def available_bytes() -> int:
    """How much memory the system can still give, in bytes (MemAvailable in proc_meminfo(5))."""
    with open("/proc/meminfo", "rb") as file:
        return 1024 * next(int(line.split()[1]) for line in file if line.startswith(b"MemAvailable:"))


class Memory:
    """Whether processes hold more memory together than a limit, in bytes.

    What /proc/PID/statm tells is quickly read, but counts pages that forked processes still share in each of them. So
    if that is too much, and the system has indeed lost much since the start, the shares are asked for (Pss in
    /proc/PID/smaps_rollup): that takes some 100 µs a process, and has to wait for one that forks.
    """

    def __init__(self, limit: int):
        self.limit, self.before = limit, available_bytes() if AVAILABLE else 0

    def is_passed_by(self, pids) -> bool:
        if not AVAILABLE or sum(map(_unshared_at_most, pids)) <= self.limit:
            return False
        return self.before - available_bytes() > self.limit / 2 and sum(map(_share, pids)) > self.limit


def _unshared_at_most(pid: int) -> int:
    """The resident pages of this process less those that files back, in bytes; 0 if it is gone."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            _, resident, shared, *_ = file.read().split()
    except OSError:
        return 0
    return (int(resident) - int(shared)) * PAGE


def _share(pid: int) -> int:
    """Its pages, each divided by how many processes have it, in bytes; without such a list, what statm tells."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
            return 1024 * int(next(line for line in file if line.startswith(b"Pss:")).split()[1])
    except (OSError, StopIteration):
        return _unshared_at_most(pid)
