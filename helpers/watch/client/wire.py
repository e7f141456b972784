"""The messages between a notebook (or the command line) and the supervisor.

    client ──request──► supervisor      once, at the start
    client ──stop─────► supervisor      when its user interrupts
    client ──unread───► supervisor      who read this stream has gone away: so shall the program find it
    client ──signal───► supervisor      one that the program is to get
    client ──input, size► supervisor    what is typed, and how large the terminal is, where the program has one
    client ◄──stopped── supervisor      a signal has stopped the program (Ctrl-Z), and when
    client ◄──output─── supervisor      each chunk, as it comes
    client ◄──failed──── supervisor     the program could not be started: a sentence
    client ◄──recording─ supervisor     once, at the end
    client ◄──recording─ guard          instead, on a socket of its own: the supervisor was killed

A message is a length and a marshalled (kind, payload); marshal, since both ends are the same Python and it
is there without an import. Either end's closing of the socket is a message too: nobody is there any more.
"""

from __future__ import annotations

import marshal
import struct

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from typing import Any

LENGTH = struct.Struct("<I")


class Chunk:
    """What process `pid` (0 if that isn't known) wrote to `stream` in one go; read at `time`, CLOCK_MONOTONIC ns."""

    __slots__ = ("data", "pid", "stream", "time")

    def __init__(self, pid: int, time: int, stream: str, data: bytes):
        self.pid, self.time, self.stream, self.data = pid, time, stream, data


def packed(kind: str, payload: object) -> bytes:
    message: Any = kind, payload
    body = marshal.dumps(message)
    return LENGTH.pack(len(body)) + body


def receive(connection) -> tuple[str, Any] | None:
    """The next message of a blocking socket; None when the other end has closed it."""
    head = receive_exactly(connection, LENGTH.size)
    if head is None:
        return None
    body = receive_exactly(connection, LENGTH.unpack(head)[0])
    return None if body is None else marshal.loads(body)


def receive_exactly(connection, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        try:
            part = connection.recv(min(size - len(parts), 1 << 20))
        except ConnectionError:
            return None
        if not part:
            return None
        parts += part
    return bytes(parts)
