"""A session at a terminal, for tests: what a person types, and what stands on the screen afterwards."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECORDER = [sys.executable, "-m", "helpers", "run", "--python", sys.executable]
PATIENCE_S = 60  # no machine is that slow


class Session:
    """A process that leads a session and has a terminal. Leaving the ``with`` block ends it."""

    def __init__(self, *command: str, size: tuple[int, int] = (30, 100), **environment: str):
        self.seen = ""
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execvpe(command[0], command, {**os.environ, "TERM": "dumb", "PS1": "$ ", **environment})
        self.resize(*size)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_) -> None:
        os.close(self.master)
        for number in (signal.SIGHUP, signal.SIGKILL):
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                pass
        os.waitpid(self.pid, 0)

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def until(self, text: str) -> str:
        """Read on until `text` is there; returns what came up to its end, which is then done with."""
        deadline = time.monotonic() + PATIENCE_S
        while text not in self.seen:
            assert time.monotonic() < deadline, f"{text!r} never came, but {self.seen!r}"
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    more = os.read(self.master, 4096)
                except OSError:  # nobody has the terminal open any more
                    more = b""
                assert more, f"{text!r} never came, but {self.seen!r}"
                self.seen += more.decode(errors="replace")
        before, _, self.seen = self.seen.partition(text)
        return before + text


def quoted(*words: object) -> str:
    """The words as a line for the shell."""
    import shlex

    return shlex.join(map(str, words))
