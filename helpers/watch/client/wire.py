"""The messages between a notebook (or the command line) and the supervisor.

    client ──request──► supervisor      once, at the start
    client ──stop─────► supervisor      when its user interrupts
    client ──unread───► supervisor      who read this stream has gone away: so shall the program find it
    client ◄──output─── supervisor      each chunk, as it comes
    client ◄──failed──── supervisor     the program could not be started: a sentence
    client ◄──recording─ supervisor     once, at the end
    client ◄──recording─ guard          instead, on a socket of its own: the supervisor was killed

A message is a length and a marshalled (kind, payload); marshal, since both ends are the same Python and it
is there without an import. Either end's closing of the socket is a message too: nobody is there any more.
"""

import marshal
import struct

LENGTH = struct.Struct("<I")


def packed(kind: str, payload) -> bytes:
    body = marshal.dumps((kind, payload))
    return LENGTH.pack(len(body)) + body


def receive(connection) -> tuple[str, object] | None:
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
