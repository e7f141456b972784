"""What is in the files of cells that a process wrote: which call or wait began or ended, when, in which thread.

    PID-0, PID-1 …  two 64-bit numbers a cell ──► Happened(time, tid, what, Named("call", 7, "task(3)")), in order

The cells are described where they are written (probe/processes_probe_cells.py). Numbers stand for names; a process
that becomes another program by exec, or one that gets a PID that was in use before, counts anew.
"""

from __future__ import annotations

import os
from collections import namedtuple

WHAT, TEXT = {1: "begin", 2: "end"}, 3
STOPS = {1: "limit", 2: "room", 3: "deep"}  # why recording stopped, by the number that the last cell of a file has

Happened = namedtuple("Happened", "time tid what named")  # what: "begin", "end", or "stop" (then `named` is why)
Named = namedtuple("Named", "kind function name")  # `function` tells functions of one name apart


def read_cells(folder: str, pid: int, numbers: list[int], since: int) -> list[Happened]:
    """What these files of a process hold, but for what an earlier process of that PID wrote before `since` (ns)."""
    found: list[Happened] = []
    named: dict[int, Named] = {}
    texts: dict[int, dict[int, bytes]] = {}
    threads: dict[int, int] = {}
    for number in sorted(numbers):
        with open(os.path.join(folder, f"{pid}-{number}"), "rb") as file:
            data = file.read()
        cells = memoryview(data)[: len(data) // 16 * 16].cast("Q")
        if len(cells) < 4 or not since <= cells[1]:  # torn; nobody's; or another process's
            continue
        if cells[0] == 1:
            named, texts, threads = {}, {}, {}
        found += decoded(cells, named, texts, threads)
    return sorted(found, key=lambda happened: happened.time)


def decoded(
    cells, named: dict[int, Named], texts: dict[int, dict[int, bytes]], threads: dict[int, int]
) -> list[Happened]:
    """The cells of one file. What stands for what goes on from one file of a process to the next."""
    tags, values = cells[2:-2:2].tolist(), cells[3:-2:2].tolist()
    for tag, value in zip(tags, values, strict=True):
        if tag & 3 == TEXT and value:
            number, place = tag >> 2 & 0x3FFFF, tag >> 20
            if number:
                texts.setdefault(number, {})[place] = value.to_bytes(8, "little")
            else:
                threads[place] = value
    for number, parts in texts.items():
        text = b"".join(part for _, part in sorted(parts.items())).rstrip(b"\0").decode("utf-8", "replace")
        kind, _, rest = text.partition(" ")
        function, _, name = rest.partition(" ")
        if name and function.isdecimal():  # else the process was killed while it wrote
            named[number] = Named(kind, int(function), name)
    found = []
    for tag, time in zip(tags, values, strict=True):
        what = WHAT.get(tag & 3)
        if what and time:
            about, thread = named.get(tag >> 2 & 0x3FFFF), threads.get(tag >> 20)
            if about and thread:
                found.append(Happened(time, thread, what, about))
    reason, time = cells[len(cells) - 2] >> 2, cells[len(cells) - 1]
    if time and reason in STOPS:
        found.append(Happened(time, 0, "stop", STOPS[reason]))
    return found
