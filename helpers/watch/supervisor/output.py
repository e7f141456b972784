"""Who wrote what: the program's stdout and stderr, with the PID of the writer.

    process A ─write─┐                                         ┌─ on_chunk(pid, stream, data)
                     ├─► Unix socket (one for each stream) ──►─┤   with pid = A or B, from the
    process B ─write─┘                                         └─  kernel, not from the program

With SO_PASSCRED the kernel attaches the sender's credentials to what is sent, and never hands over
bytes of two senders in one piece (unix(7)). Elsewhere (macOS) the writer stays unknown.
"""

from __future__ import annotations

import _socket as socket  # the C part alone: `socket` brings selectors and enum, 5 ms before every program
import os
import struct
import time

from ..client.wire import Chunk

CREDENTIALS = struct.Struct("<iii")  # pid, uid, gid: struct ucred
CHUNK = 1 << 16


class Capture:
    """One stream of the program, captured. `writer` is the descriptor to give to the program."""

    hangs_up = False  # what was written can still be read when nobody wants more

    def __init__(self, stream: str):
        self.stream = stream
        self.reader, writer = socket.socketpair()
        self.reader.setblocking(False)
        self.names_writers = hasattr(socket, "SO_PASSCRED")
        if self.names_writers:
            self.reader.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.reader.shutdown(socket.SHUT_WR)
        self.writer: int | None = writer.detach()

    def fileno(self) -> int:
        return self.reader.fileno()

    def read(self) -> Chunk | None:
        """One chunk, None if there is none now; its data is b"" at the end. It was written no later than its time."""
        try:
            data, ancillary, _, _ = self.reader.recvmsg(CHUNK, socket.CMSG_SPACE(CREDENTIALS.size))
        except BlockingIOError:
            return None
        except ConnectionError:
            return Chunk(0, time.monotonic_ns(), self.stream, b"")
        now = time.monotonic_ns()
        for level, kind, payload in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
                pid, _, _ = CREDENTIALS.unpack_from(payload)
                return Chunk(pid, now, self.stream, data)
        return Chunk(0, now, self.stream, data)

    def refuse(self) -> None:
        """Whoever writes to the stream from now on gets EPIPE, as from a pipe that nobody reads.

        What was written before can still be read; closing instead would give the writer ECONNRESET.
        """
        self.reader.shutdown(socket.SHUT_RD)

    def become(self) -> None:
        """In the process that becomes the program: let this stream be its descriptor 1 or 2."""
        assert self.writer is not None, "closed only in the supervisor"
        os.dup2(self.writer, 1 if self.stream == "stdout" else 2)

    def close(self) -> None:
        self.reader.close()
        self.close_writer()

    def close_writer(self) -> None:
        if self.writer is not None:
            os.close(self.writer)
            self.writer = None
