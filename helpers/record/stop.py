"""Ending a process tree so that nothing of it is left, whatever its processes do.

Killing one process after another loses the race against a program that forks faster. So the tree is
frozen first: SIGSTOP can't be caught, and a fork in progress is broken off by it. A tree of which every
process is frozen forks no more, and can then be killed whole.
"""

import os
import time

from . import procfs

SIGKILL = 9
SIGSTOP = 17 if os.uname().sysname == "Darwin" else 19


def send(pid: int, signal: int) -> None:
    try:
        os.kill(pid, signal)
    except (ProcessLookupError, PermissionError):  # gone; or set-user-ID, which we may not end
        pass


def freeze(ancestor: int) -> set[int]:
    """Stop every process below `ancestor` and return their PIDs; none of them forks any more."""
    frozen: set[int] = set()
    while True:
        alive = procfs.descendants(ancestor)
        new = alive - frozen
        if not new:
            return alive
        for pid in new:
            send(pid, SIGSTOP)
        frozen |= new


def end_tree(ancestor: int, on_reaped=lambda pid, status: None, patience_s: float = 5.0) -> bool:
    """Kill every process below `ancestor` and collect the calling process's children.

    `on_reaped(pid, status)` is told of each that was collected. Returns whether nothing is left.
    """
    if reap(on_reaped):  # without children there is no tree; looking through /proc takes time
        return True
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        for pid in freeze(ancestor):
            send(pid, SIGKILL)
        for _ in range(50):  # the killed ones fall to us, their nearest subreaper, one level at a time
            if reap(on_reaped):
                return True
            time.sleep(0.002)
    return False


def reap(on_reaped=lambda pid, status: None) -> bool:
    """Collect the caller's ended children. Returns True if it has no children left at all."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return True
        if pid == 0:
            return False
        on_reaped(pid, status)
