"""How a program is started: in a process that has all that the client had, and waits until it is released.

    supervisor ──fork──► child: its streams, its limits, its signals … waits ──released──► exec: the program

In between, the kernel layer is opened on the child's PID: nothing of the program runs unrecorded.
"""

from __future__ import annotations

import _signal as signal  # the C part alone: signal brings enum, and every program would start 3 ms later
import os
import resource

from ..kernel import procfs
from .output import Capture

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .terminal import Terminal

# Threads count as well (a library may start one for each CPU in each process), and what others of the same user start.
SPARE = 200 + (os.cpu_count() or 1) ** 2


class Given:
    """What the client's process had, and the program shall have, though the supervisor needs it otherwise."""

    def __init__(self, interruptible: bool, mask: Iterable[int] = (), came: Iterable[int] = ()):
        """`came` are signals that have reached the guard already."""
        self.came = came
        self.default = [signal.SIGPIPE, signal.SIGXFSZ, signal.SIGCHLD, *([signal.SIGINT] if interruptible else [])]
        self.mask = mask
        self.descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = self.descriptors[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # one is needed for each process watched

    def restore(self, max_processes: int, own_session: bool) -> None:
        """Called in the process that becomes the program.

        A program that forks without end is stopped by the supervisor; until that gets to it, its user may have only
        so many processes more than the whole system has now.
        """
        if own_session:
            os.setsid()
        if tasks := procfs.tasks():
            most = tasks + max_processes + SPARE
            soft, hard = resource.getrlimit(resource.RLIMIT_NPROC)
            if soft == resource.RLIM_INFINITY or soft > most:
                resource.setrlimit(resource.RLIMIT_NPROC, (most, hard))
        for number in self.default:
            signal.signal(number, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_NOFILE, self.descriptors)

    def restore_mask(self) -> None:
        """The last thing before exec: until then, a signal waits."""
        signal.pthread_sigmask(signal.SIG_SETMASK, self.mask)


def start_program(
    request: dict, streams: list[Capture | Terminal], environment: dict, given: Given, stdin: int | None = None
) -> tuple[int, int, int]:
    """Fork a process that becomes the program once it is released.

    Returns (pid, descriptor to write to for release, descriptor that tells why exec failed). Behind a front (see
    behind.py), these are the front's, and `stdin` is what it gets as standard input.

    Supervisor and program are in different sessions: where the kernel shares out the CPUs among sessions (autogroup,
    sched(7)), a program of a thousand processes leaves the supervisor its half.
    """
    release_read, release = os.pipe()
    failure, failure_write = os.pipe()
    # What came to the whole group meanwhile: had the program been there, it had got it.
    came = () if request["own_session"] else {*given.came, *signal.sigpending()}
    pid = os.fork()
    if pid:
        os.close(release_read)
        os.close(failure_write)
        if not request["own_session"]:
            os.setsid()
        for number in came:
            os.kill(pid, number)
        return pid, release, failure
    try:
        os.close(release)
        given.restore(request["limits"]["max_processes"], request["own_session"])
        front = request["front"]["command"] if request.get("front") else []
        if stdin is not None:
            os.dup2(stdin, 0)
        for stream in streams:
            stream.become()
        if os.read(release_read, 1) == b"1":  # else the supervisor is gone, or does without this run
            if request["cwd"] and not front:
                os.chdir(request["cwd"])
            command = request["command"]
            if front:
                command = [*front, request["executable"], *command[1:]]
            given.restore_mask()
            os.execve(front[0] if front else request["executable"], command, environment)
    except (OSError, ValueError) as problem:
        os.write(failure_write, f"{getattr(problem, 'strerror', None) or problem}".encode())
    finally:
        os._exit(127)
