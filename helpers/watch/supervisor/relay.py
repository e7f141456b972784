"""What the program writes, on its way: kept for the recording, passed on to the client, held back while that lags.

    program ─stdout─► Capture ─┐              ┌──► chunks, for the recording
            ─stderr─► Capture ─┴─ read() ─────┴──► unsent ── send() ──► client's socket

A client that doesn't read makes the program wait, as a full pipe would.
"""

from __future__ import annotations

import select

from ..client.wire import Chunk, packed
from .output import Capture

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from .terminal import Terminal

MOST_UNSENT = 4 << 20  # bytes that the client hasn't read before the program is made to wait


class Relay:
    """Passes on what comes from both streams, at most `most_bytes` of it. `chunks` is what was passed on."""

    def __init__(self, client, poller, most_bytes: int, terminal: Terminal | None = None):
        self.client, self.poller, self.most_bytes = client, poller, most_bytes
        self.streams: list[Capture | Terminal] = [terminal] if terminal else [Capture("stdout"), Capture("stderr")]
        self.open: set[Capture | Terminal] = set()
        self.paused: set[Capture | Terminal] = set()
        self.chunks: list[Chunk] = []
        self.kept, self.unsent = 0, bytearray()
        self.trouble: str | None = None  # why the run has to end: "output", too much; "interrupted", the client is gone

    def close_writers(self) -> None:
        """The program has its ends by now; ours would keep the streams from ever ending."""
        for stream in self.streams:
            stream.close_writer()

    def watch(self) -> None:
        """Let the poller tell of what is written."""
        for stream in self.streams:
            self.poller.register(stream, select.POLLIN)
        self.open = set(self.streams)

    def read(self, to_the_end: bool = False) -> None:
        """Take what has been written; the program waits while its reader lags far behind."""
        for stream in self.streams:
            if stream in self.open and (to_the_end or stream not in self.paused):
                self._read(stream, to_the_end)

    def _read(self, stream: Capture | Terminal, to_the_end: bool) -> None:
        while len(self.unsent) < MOST_UNSENT or to_the_end:
            chunk = stream.read()
            if chunk is None:
                return
            if not chunk.data:
                self._forget(stream)
                return
            if self.kept + len(chunk.data) > self.most_bytes:
                chunk.data = chunk.data[: self.most_bytes - self.kept]
                self.trouble = self.trouble or "output"
            self.kept += len(chunk.data)
            if chunk.data:
                self.chunks.append(chunk)
                self.unsent += packed("output", (chunk.pid, chunk.stream, chunk.data))
                self.send()
            if self.trouble == "output":
                return
        self.poller.unregister(stream)  # until the client has caught up
        self.paused.add(stream)

    def _forget(self, stream: Capture | Terminal) -> None:
        """Read no more from this stream."""
        self.open.discard(stream)
        if stream not in self.paused:
            self.poller.unregister(stream)
        self.paused.discard(stream)

    def send(self) -> None:
        """Send what the client takes now."""
        try:
            while self.unsent:
                sent = self.client.send(memoryview(self.unsent)[: 1 << 18])
                del self.unsent[:sent]
        except BlockingIOError:
            pass
        except ConnectionError:
            self.trouble = self.trouble or "interrupted"
            self.unsent.clear()
        self.poller.modify(self.client.fileno(), select.POLLIN | (select.POLLOUT if self.unsent else 0))
        if len(self.unsent) < MOST_UNSENT:
            for stream in self.paused:
                self.poller.register(stream, select.POLLIN)
            self.paused.clear()

    def say(self, message: bytes) -> None:
        """Tell the client something, after all output that came before."""
        self.unsent += message
        self.send()

    def refuse(self, name: str) -> None:
        """Nobody reads this stream any more: so shall the program find it."""
        for stream in self.streams:
            if stream.stream == name:
                if stream.hangs_up and stream in self.open:
                    self._forget(stream)
                stream.refuse()

    def end(self) -> None:
        """Take what has been written, and nothing that may be written from now on."""
        self.read(to_the_end=True)
        for stream in list(self.open):
            self._forget(stream)

    def close(self) -> None:
        for stream in self.streams:
            stream.close()
