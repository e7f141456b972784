"""Who wrote what, and when: the captured chunks as text, with times that can be true."""

from __future__ import annotations

from bisect import bisect_right
from codecs import IncrementalDecoder, getincrementaldecoder
from itertools import accumulate

from ..client.wire import Chunk
from ..kernel.records import Turn


def output(
    chunks: list[Chunk], turns: dict[int, list[Turn]], exits: dict[int, int | None], start_ns: int, ended_ns: int
) -> list[dict]:
    """The captured chunks as text, each with the latest time at which it can have been written.

    `turns`, where the kernel told all of them, and `exits` are by PID.
    The supervisor reads a chunk some time after it was written. A process writes while it is alive and on a CPU, so
    its last turn before the reading bounds the time; and a stream arrives in the order of writing.
    """
    times: list[int] = []
    latest: dict[str, int] = {}
    starts = {pid: [turn.start for turn in mine] for pid, mine in turns.items()}
    ends = {pid: list(accumulate((turn.end for turn in mine), max)) for pid, mine in turns.items()}
    for chunk in reversed(chunks):
        time = min(chunk.time, latest.get(chunk.stream, chunk.time), exits.get(chunk.pid) or chunk.time)
        at = bisect_right(starts.get(chunk.pid, ()), time) - 1
        if at >= 0:
            time = min(time, ends[chunk.pid][at])
        latest[chunk.stream] = time
        times.append(time)
    times.reverse()
    decoders: dict[tuple[int, str], IncrementalDecoder] = {}
    found = []

    def add(pid: int, stream: str, time: int, text: str) -> None:
        if text:
            found.append({"pid": pid, "time_ns": max(0, time - start_ns), "stream": stream, "text": text})

    for chunk, time in zip(chunks, times, strict=True):
        writer = chunk.pid, chunk.stream
        if writer not in decoders:
            decoders[writer] = getincrementaldecoder("utf-8")("backslashreplace")
        add(*writer, time, decoders[writer].decode(chunk.data))
    for writer, decoder in decoders.items():
        add(*writer, ended_ns, decoder.decode(b"", True))  # characters that were begun and never ended
    return found
