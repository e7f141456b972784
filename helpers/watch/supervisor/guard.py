"""The guard: stands behind the supervisor, so that nothing is left even if the supervisor itself is killed.

    client ──starts──► guard ──forks──► supervisor ──► program …
       ▲  ▲               │                  │
       │  └───────────────┼──── control ─────┘
       └─── afterword ────┘    said only if the supervisor could not end the run itself

Both are child subreapers. When the supervisor dies without having ended its tree, the tree's processes
become the guard's children, and the guard ends them, and tells what can be known without the supervisor
(salvage.py). When the guard is killed, the supervisor goes on.
"""

import _signal as signal  # the C parts alone: signal and socket bring enum, which costs every program's start
import _socket as socket
import os
import sys
import time

from ..client.converse import hold_low_descriptors
from .attending import attend, block
from .events_folder import left_folders, remove
from .launch import Given
from .stop import end_tree
from .supervisor import supervise

SET_CHILD_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, prctl(2)


def become_subreaper() -> None:
    """Make orphans below this process its children (Linux; elsewhere they are adopted by PID 1)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def guard(control: int, afterword: int, mask: set[int] | None = None, notes: int | None = None) -> None:
    """Run a supervisor for the client at the other end of these sockets, and outlive it. Never returns.

    `mask` are the signals that the client had blocked before it came to this, and the program is to have blocked;
    `notes` is where to tell the client of signals (attending.py).
    """
    hold_low_descriptors()
    for fd in (control, afterword):
        os.set_inheritable(fd, False)  # the program must not find a descriptor that it didn't open
    blocked = block()  # Ctrl-C and its like are for the program, and for the client to decide
    interruptible = signal.getsignal(signal.SIGINT) != signal.SIG_IGN  # not in a shell's background, for instance
    if interruptible:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    become_subreaper()
    word = os.urandom(8).hex()
    came = signal.sigpending()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(afterword)
            become_subreaper()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
            given = Given(interruptible, blocked if mask is None else mask, came)
            supervise(socket.socket(fileno=control), given, word)
            status = 0
        except BaseException:  # a fault of the recorder's own, which it should show
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(control)
    status = attend(pid, notes)
    ends: dict[int, tuple[int, int]] = {}
    end_tree(os.getpid(), lambda pid, status: ends.setdefault(pid, (time.monotonic_ns(), status)))
    for folder in left_folders(word) if status else []:
        from .salvage import salvage  # only now: no run that ends well needs it

        try:
            socket.socket(fileno=afterword).sendall(salvage(folder, ends))
        except (OSError, EOFError, ValueError):  # nothing was noted, or the client is gone as well
            pass
        remove(folder)
    os._exit(0)
