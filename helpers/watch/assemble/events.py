"""From what the probe wrote to spans: what each process was doing, and why it waited.

    PID    lines ─────► parse() ──┐
                                  ├──► Heard, one a process ──► Spans ──► a list of SpanSeen
    PID-N  cells ► read_cells() ──┘

A thread's begins and ends nest, so a stack per thread pairs them. What has no end was cut: its process died in it, or
became another program (exec). Where recording stopped, what was going on is unrecorded from there. An end whose begin
isn't there belongs to a call that the process inherited when it was forked in the midst of it.
"""

from __future__ import annotations

import os

from .cells import Happened, read_cells


class Heard:
    """What the probe in one process wrote. Times are CLOCK_MONOTONIC ns."""

    def __init__(self, pid: int):
        self.pid = pid
        self.tids: set[int] = set()
        self.happened: list[Happened] = []  # calls and waits, in order of time
        self.forked: tuple[int, int, int] | None = None  # (when, by which process, by which of its threads)
        self.started: tuple[int, int] | None = None  # Python started here: (when, parent's PID)
        self.role: str | None = None
        self.leaving: tuple[int, int | None] | None = None  # (when, exit code if it was given to os._exit)
        self.found_ended: dict[int, tuple[int, int]] = {}  # child → (when, exit code)
        self.names: dict[int, str] = {}  # child → the name that multiprocessing gave it
        self.started_children: dict[int, int] = {}  # child forked by this very process → when it was there
        self.stopped: str | None = None  # why calls and waits were recorded no more: "limit", "room", "deep"
        self.lost = False  # whether something else could not be written


def read_events(folder: str, reused: dict[int, int]) -> dict[int, Heard]:
    """All that the probe wrote below `folder`, by PID. A torn last line (a full disk) is left out.

    Of PIDs that several processes had, one after the other, only the last counts; `reused` has when it was created, and
    gets those that are found here.
    """
    heard: dict[int, Heard] = {}
    numbers: dict[int, list[int]] = {}
    for name in os.listdir(folder):
        pid, dash, number = name.partition("-")
        if name.isdecimal():
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                heard[int(name)] = parse(int(name), file, reused)
        elif dash and pid.isdecimal() and number.isdecimal():
            numbers.setdefault(int(pid), []).append(int(number))
    for writer, files in numbers.items():
        hear(heard.setdefault(writer, Heard(writer)), read_cells(folder, writer, files, reused.get(writer, 0)))
    return heard


def hear(heard: Heard, happened: list[Happened]) -> None:
    """Take in what the cells of a process held."""
    heard.happened = sorted([*heard.happened, *happened], key=lambda this: this.time)
    heard.tids |= {this.tid for this in happened if this.tid}
    heard.stopped = next((this.named for this in heard.happened if this.what == "stop"), None)


def parse(pid: int, lines, reused: dict[int, int]) -> Heard:
    heard, since = Heard(pid), reused.get(pid, 0)
    for line in lines:
        if not line.endswith("\n"):
            continue
        try:
            time, tid, letter, *rest = line[:-1].split(" ", 3)
            forked = int(rest[0].split()[1]) if letter == "F" else None
            if forked and forked >= since and heard.forked:  # a process is forked only once
                heard, since = Heard(pid), forked
                reused[pid] = forked
            if int(time) >= since:
                note(heard, int(time), int(tid), letter, *rest)
        except (ValueError, TypeError, IndexError):
            continue  # torn by a full disk, or not the probe's
    return heard


def note(heard: Heard, time: int, tid: int, letter: str, rest: str = "") -> None:
    """Take in one line. Raises ValueError if it is none of the probe's."""
    if letter == "F":
        parent, when, forker = map(int, rest.split())
        heard.forked = when, parent, forker
    elif letter == "P":
        heard.started = heard.started or (time, int(rest))
        heard.happened.append(Happened(time, 0, "program", None))
    elif letter == "R":
        heard.role = rest
    elif letter in "XZ":
        heard.leaving = time, int(rest) & 0xFF if rest else None
    elif letter == "S":
        child, code = map(int, rest.split())
        heard.found_ended.setdefault(child, (time, code))
    elif letter == "N":
        named, method, name = rest.split(" ", 2)
        heard.names[int(named)] = name
        if method != "forkserver":
            heard.started_children[int(named)] = time
    elif letter == "Q":
        heard.happened.append(Happened(time, 0, "stop", "room"))
        heard.stopped = heard.stopped or "room"
    elif letter == "L":
        heard.lost = True
    else:
        raise ValueError(letter)
    heard.tids.add(tid)


class SpanSeen:
    """A call or a wait of one thread, from `start` to `end` (ns). `function` tells functions of one name apart."""

    __slots__ = ("pid", "tid", "kind", "name", "function", "start", "end", "cut", "unrecorded")

    def __init__(self, pid: int, tid: int, kind: str, name: str, function: int, start: int):
        self.pid, self.tid, self.kind, self.name, self.function, self.start = pid, tid, kind, name, function, start
        self.end, self.cut, self.unrecorded = start, False, False

    def order(self) -> tuple[int, int]:
        return self.start, -self.end


class Spans:
    """Pairs the begins and ends of one process."""

    def __init__(self, heard: Heard, inherited: list[SpanSeen], created_ns: int, tid: int):
        """`inherited` are the calls in the midst of which it was forked, outermost first."""
        self.done: list[SpanSeen] = []
        self.stacks: dict[int, list[SpanSeen]] = {}
        pid = heard.pid
        if inherited:
            self.stacks[tid] = [
                SpanSeen(pid, tid, span.kind, span.name, span.function, created_ns) for span in inherited
            ]
        for time, thread, what, named in heard.happened:
            if what == "begin":
                span = SpanSeen(pid, thread, named.kind, named.name, named.function, time)
                self.stacks.setdefault(thread, []).append(span)
            elif what == "end":
                self._end(self.stacks.get(thread, ()), named.function, time)
            else:  # another program in this process; or recording stopped
                self._end_all(time, unrecorded=what == "stop")

    def _end(self, stack, function: int, time: int) -> None:
        """The innermost span of this function ends, and whatever within it has lost its own end."""
        if not stack:
            return
        if stack[-1].function == function:  # nearly always
            self._close(stack, time)
        elif any(span.function == function for span in stack):
            while self._close(stack, time).function != function:
                pass

    def _close(self, stack: list[SpanSeen], time: int) -> SpanSeen:
        span = stack.pop()
        span.end = max(time, span.start)
        # A wait within a wait (a join in a pool's join) is the same wait, seen twice.
        if span.kind == "call" or all(outer.kind == "call" for outer in stack):
            self.done.append(span)
        return span

    def _end_all(self, time: int, unrecorded: bool) -> None:
        for stack in self.stacks.values():
            while stack:
                span = self._close(stack, time)
                span.cut, span.unrecorded = not unrecorded, unrecorded

    def finish(self, end_ns: int) -> list[SpanSeen]:
        """The spans, in order of time; those still open are cut at `end_ns`."""
        self._end_all(end_ns, unrecorded=False)
        return sorted(self.done, key=SpanSeen.order)
