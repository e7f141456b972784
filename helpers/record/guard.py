"""The guard: stands behind the supervisor, so that nothing is left even if the supervisor itself is killed.

    client ──starts──► guard ──forks──► supervisor ──► program …

Both are child subreapers. When the supervisor dies without having ended its tree, the tree's processes
become the guard's children, and the guard ends them. When the guard is killed, the supervisor goes on.
"""

import _signal as signal  # the C parts alone: signal and socket bring enum, which costs every program's start
import _socket as socket
import os
import sys

from .client import hold_low_descriptors
from .events_folder import remove_left_folders
from .stop import end_tree
from .supervisor import supervise

SET_CHILD_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, prctl(2)


def become_subreaper() -> None:
    """Make orphans below this process its children (Linux; elsewhere they are adopted by PID 1)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def guard(control: int) -> None:
    """Run a supervisor for the client at the other end of the socket `control`, and outlive it. Never returns."""
    hold_low_descriptors()
    os.set_inheritable(control, False)  # the program must not find a descriptor that it didn't open
    interruptible = signal.getsignal(signal.SIGINT) != signal.SIG_IGN  # not in a shell's background, for instance
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, and for the client to decide
    become_subreaper()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            become_subreaper()
            supervise(socket.socket(fileno=control), interruptible)
            status = 0
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(control)
    _, status = os.waitpid(pid, 0)
    end_tree(os.getpid())
    if status:
        remove_left_folders(pid)
    os._exit(0)
