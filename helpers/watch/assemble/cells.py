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
    programs: list[list[memoryview]] = []  # the files of each program that this process was, one after the other
    for number in sorted(numbers):
        with open(os.path.join(folder, f"{pid}-{number}"), "rb") as file:
            data = file.read()
        cells = memoryview(data)[: len(data) // 16 * 16].cast("Q")
        if len(cells) < 4 or not since <= cells[1]:  # torn; nobody's; or another process's
            continue
        if cells[0] == 1 or not programs:
            programs.append([])
        programs[-1].append(cells)
    return sorted((this for files in programs for this in decoded(files)), key=lambda happened: happened.time)


def decoded(files: list[memoryview]) -> list[Happened]:
    """The cells of one program's files.

    What stands for what is looked for in all files first: a thread that is put aside after it has taken a cell may find,
    when it goes on to say what is in it, that others have filled the file.
    """
    tags = [tag for cells in files for tag in cells[2:-2:2].tolist()]
    values = [value for cells in files for value in cells[3:-2:2].tolist()]
    texts: dict[int, dict[int, bytes]] = {}
    threads: dict[int, int] = {}
    for tag, value in zip(tags, values, strict=True):
        if tag & 3 == TEXT and value:
            number, place = tag >> 2 & 0x3FFFF, tag >> 20
            if number:
                texts.setdefault(number, {})[place] = value.to_bytes(8, "little")
            else:
                threads[place] = value
    named: dict[int, Named] = {}
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
    for cells in files:
        reason, time = cells[len(cells) - 2] >> 2, cells[len(cells) - 1]
        if time and reason in STOPS:
            found.append(Happened(time, 0, "stop", STOPS[reason]))
    return found
