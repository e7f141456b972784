"""Who wrote what, and when: the captured chunks as text, with times that can be true."""

from bisect import bisect_right
from codecs import getincrementaldecoder
from itertools import accumulate


def output(
    chunks: list, turns: dict[int, list], exits: dict[int, int | None], start_ns: int, ended_ns: int
) -> list[dict]:
    """The captured chunks as text, each with the latest time at which it can have been written.

    `chunks` are (pid, time_ns, stream, data); `turns`, where the kernel told all of them, and `exits` are by PID.
    The supervisor reads a chunk some time after it was written. A process writes while it is alive and on a CPU, so
    its last turn before the reading bounds the time; and a stream arrives in the order of writing.
    """
    times, latest = [], {}
    starts = {pid: [turn[3] for turn in mine] for pid, mine in turns.items()}
    ends = {pid: list(accumulate((turn[4] for turn in turns[pid]), max)) for pid in starts}
    for pid, time, stream, _ in reversed(chunks):
        time = min(time, latest.get(stream, time), exits.get(pid) or time)
        at = bisect_right(starts.get(pid, ()), time) - 1
        if at >= 0:
            time = min(time, ends[pid][at])
        latest[stream] = time
        times.append(time)
    times.reverse()
    decoders, found = {}, []
    make = getincrementaldecoder("utf-8")
    for (pid, _, stream, data), time in zip(chunks, times):
        decoder = decoders.setdefault((pid, stream), make("backslashreplace"))
        text = decoder.decode(data)
        if text:
            found.append({"pid": pid, "time_ns": max(0, time - start_ns), "stream": stream, "text": text})
    for (pid, stream), decoder in decoders.items():
        rest = decoder.decode(b"", True)
        if rest:
            found.append({"pid": pid, "time_ns": max(0, ended_ns - start_ns), "stream": stream, "text": rest})
    return found
