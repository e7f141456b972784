"""A terminal for the program, in place of the two streams: for progress bars, colours and editors (--tty).

    client ──input, size──► master ══pty══ slave   0 (where input is typed), 1 and 2 of the program
    client ◄────output───── master                 and its controlling terminal

What is written to a terminal comes out without its sender's name, and both streams in one. See pty(7).
"""

from __future__ import annotations

import fcntl
import os
import struct
import termios
import time

from ..client.wire import Chunk

CHUNK = 1 << 16
OUTPUT_FLAGS = 1  # their place in what tcgetattr gives


class Terminal:
    """Has what Capture has. `how` says its `size` (rows, columns), the `attributes` of the caller's own terminal if it
    has one, whether `input` is typed there, and whether the caller wants `plain_lines`, without carriage returns."""

    names_writers = False
    hangs_up = True
    stream = "stdout"

    def __init__(self, how: dict):
        self.master, slave = os.openpty()
        self.writer: int | None = slave
        self.typed = how["input"]
        self.unwritten = bytearray()
        os.set_blocking(self.master, False)
        attributes = how["attributes"] or termios.tcgetattr(slave)
        if how["plain_lines"]:
            attributes[OUTPUT_FLAGS] &= ~termios.ONLCR
        termios.tcsetattr(slave, termios.TCSANOW, attributes)
        self._resize(*how["size"])

    def _resize(self, rows: int, columns: int) -> None:
        """The kernel tells the program (SIGWINCH) if that is a change."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def fileno(self) -> int:
        return self.master

    def read(self) -> Chunk | None:
        """One chunk, None if there is none now; its data is b"" at the end, when nobody has the terminal open."""
        try:
            data = os.read(self.master, CHUNK)
        except BlockingIOError:
            return None
        except OSError:
            data = b""
        return Chunk(0, time.monotonic_ns(), self.stream, data)

    def take(self, kind: str, what) -> None:
        """The client's user has typed something, or changed the size of the window."""
        if kind == "size":
            self._resize(*what)
        else:
            self.unwritten += what
            self.feed()

    def feed(self) -> None:
        """Hand on what was typed, as far as the terminal takes it: it keeps some 4 KB that nobody has read."""
        try:
            while self.unwritten:
                del self.unwritten[: os.write(self.master, self.unwritten)]
        except OSError:
            pass

    def plain(self, chunks: list[Chunk]) -> list[Chunk]:
        """For the recording: lines end as the program ended them, and not as a terminal needs it."""
        return [Chunk(0, chunk.time, chunk.stream, chunk.data.replace(b"\r\n", b"\n")) for chunk in chunks]

    def become(self) -> None:
        """In the process that becomes the program, which leads a session: let this be its terminal."""
        assert self.writer is not None, "closed only in the supervisor"
        fcntl.ioctl(self.writer, termios.TIOCSCTTY, 0)
        for fd in (0, 1, 2) if self.typed else (1, 2):
            os.dup2(self.writer, fd)

    def refuse(self) -> None:
        """Nobody looks at it any more: it hangs up, as a window does that is closed."""
        self.close()

    def close(self) -> None:
        if self.master >= 0:
            os.close(self.master)
            self.master = -1
        self.close_writer()

    def close_writer(self) -> None:
        if self.writer is not None:
            os.close(self.writer)
            self.writer = None
