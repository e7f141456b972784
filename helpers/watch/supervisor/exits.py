"""How and when each process ended, and when it was collected: from pidfds.

A pidfd (pidfd_open(2)) becomes readable when its process ends and, since Linux 6.9, hangs up
when it is collected. The wait status is asked of the kernel after that (PIDFD_GET_INFO with
PIDFD_INFO_EXIT, Linux 6.15); on older kernels it is read from /proc while the process is a zombie, if
that is quick enough. What is missed here the probe may still know.
"""

import errno
import os
import select
import struct
import time

from ..kernel import procfs

PIDFD_GET_INFO = 0xC040FF0B  # _IOWR(0xFF, 11, struct pidfd_info of 64 bytes), include/uapi/linux/pidfd.h
INFO_EXIT = 1 << 3
INFO = struct.Struct("<QQ11Ii")  # mask, cgroup id, eleven ids, wait status


class Exits:
    """Watches processes until each has been collected. Times are CLOCK_MONOTONIC ns."""

    def __init__(self, poller):
        self.poller = poller
        self.pid_of: dict[int, int] = {}  # pidfd → PID, of those still watched
        self.fd_of: dict[int, int] = {}
        self.zombies: set[int] = set()
        self.status: dict[int, int] = {}  # PID → wait status
        self.ended_ns: dict[int, int] = {}
        self.collected_ns: dict[int, int] = {}
        self.early: set[int] = set()  # known here before the kernel layer told that they were forked

    def born(self, pid: int) -> None:
        """The kernel layer tells that this process was forked: start watching it."""
        if pid in self.early:
            self.early.discard(pid)
            return
        if pid in self.fd_of:  # an earlier process, then, which must have been collected
            self._collected(pid, time.monotonic_ns())
        self.forget(pid)
        self._open(pid)

    def found(self, pid: int) -> None:
        """This process was found in the system's table: start watching it, if it isn't watched."""
        if pid not in self.fd_of and self._open(pid):
            self.early.add(pid)

    def _open(self, pid: int) -> bool:
        """Start watching; a process that is already gone is simply not seen. Returns whether it was there."""
        try:
            fd = os.pidfd_open(pid)
        except (OSError, AttributeError):  # gone already; or no pidfds on this system
            return False
        self.pid_of[fd], self.fd_of[pid] = pid, fd
        self.poller.register(fd, select.POLLIN)
        return True

    def forget(self, pid: int) -> None:
        """What is known of this PID is of an earlier process that had it."""
        for known in (self.status, self.ended_ns, self.collected_ns):
            known.pop(pid, None)

    def happened(self, fd: int, events: int) -> None:
        """The poller says that something happened to this pidfd."""
        pid, now = self.pid_of[fd], time.monotonic_ns()
        if pid not in self.zombies:
            self.zombies.add(pid)
            self.ended_ns[pid] = now
        if events & select.POLLHUP:
            self._collected(pid, now)
        else:
            self.poller.modify(fd, 0)  # a zombie stays readable; only its hanging up is news now
            status = procfs.wait_status(pid)
            if status is not None:
                self.status[pid] = status

    def look(self) -> None:
        """Find zombies that were collected, for kernels whose pidfds don't tell."""
        for pid in list(self.zombies):
            stat = procfs.stat(pid)
            if stat is None or not stat.is_zombie:
                self._collected(pid, time.monotonic_ns())

    def reaped(self, pid: int, status: int) -> None:
        """The supervisor has collected this one itself."""
        if pid not in self.fd_of:
            self.early.add(pid)
        self.status[pid] = status
        now = time.monotonic_ns()
        self.ended_ns.setdefault(pid, now)
        self._collected(pid, now)

    def _collected(self, pid: int, now: int) -> None:
        self.zombies.discard(pid)
        self.collected_ns.setdefault(pid, now)
        fd = self.fd_of.pop(pid, None)
        if fd is None:
            return
        status = ask_exit_status(fd)
        if status is not None:
            self.status[pid] = status
        del self.pid_of[fd]
        self.poller.unregister(fd)
        os.close(fd)


def ask_exit_status(pidfd: int) -> int | None:
    """The wait status of a collected process, None where the kernel doesn't tell."""
    import fcntl

    buffer = bytearray(INFO.pack(INFO_EXIT, *[0] * 13))
    try:
        fcntl.ioctl(pidfd, PIDFD_GET_INFO, buffer)
    except OSError as error:
        if error.errno in (errno.ENOTTY, errno.EINVAL, errno.ESRCH, errno.EBADF, errno.E2BIG):
            return None
        raise
    mask, *_, status = INFO.unpack_from(buffer)
    return status if mask & INFO_EXIT else None
