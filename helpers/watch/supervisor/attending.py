"""How the guard waits for the supervisor's end, and meanwhile tells which signals came to the whole process group.

    client ──PING────► guard        which have you got?
    client ◄──notes─── guard        one byte for each, then the PING's own

On the command line, client, guard and program are in one process group. The client has to know whether a signal that it
got was sent to it alone (helpers/command/passing.py). The guard blocks these signals, so they wait until it takes them.
"""

import _signal as signal
import os

PASSED_ON = (
    signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGTERM, signal.SIGTSTP,
    signal.SIGTTIN, signal.SIGTTOU, signal.SIGCONT, signal.SIGWINCH,
)  # fmt: skip
PING = signal.SIGURG  # without effect where nobody waits for it


def block() -> set[int]:
    """Block these signals, and those that `attend` waits for; returns the mask that was in force before."""
    signal.signal(signal.SIGCHLD, lambda *_: None)  # where it is ignored, it would not wait
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, [*PASSED_ON, signal.SIGCHLD, PING]))


def attend(pid: int, notes: int | None) -> int:
    """Wait for the end of the child `pid`, and return its wait status. `notes` is where to tell of signals."""
    while True:
        number = signal.sigwait([*PASSED_ON, signal.SIGCHLD, PING])
        if number == signal.SIGCHLD:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return status
        elif notes is not None:
            came = {number, *signal.sigpending()}.intersection(PASSED_ON)  # what waits came before the PING's answer
            for each in came - {number}:
                signal.sigwait([each])
            _tell(notes, bytes(sorted(came)) + (bytes([PING]) if number == PING else b""))


def _tell(notes: int, what: bytes) -> None:
    try:
        os.write(notes, what)
    except OSError:
        pass  # the client is gone: the supervisor will end the run
