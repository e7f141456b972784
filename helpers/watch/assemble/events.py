"""From the probe's lines to spans: what each process was doing, and why it waited.

The probe writes begins and ends; a thread's begins and ends nest, so a stack per thread pairs them. What has
no end was cut: its process died in it, became another program (exec), or recording stopped at the cap. An
end without a begin belongs to a call that the process inherited when it was forked in the midst of it.
"""

import os


class Heard:
    """What the probe in one process wrote. Times are CLOCK_MONOTONIC ns."""

    def __init__(self, pid: int):
        self.pid = pid
        self.lines: list[tuple[int, int, str, str]] = []  # time, tid, letter, rest
        self.forked: tuple[int, int, int] | None = None  # (when, by which process, by which of its threads)
        self.started: tuple[int, int] | None = None  # Python started here: (when, parent's PID)
        self.role: str | None = None
        self.leaving: tuple[int, int | None] | None = None  # (when, exit code if it was given to os._exit)
        self.found_ended: dict[int, tuple[int, int]] = {}  # child → (when, exit code)
        self.names: dict[int, str] = {}  # child → the name that multiprocessing gave it
        self.started_children: dict[int, int] = {}  # child forked by this very process → when it was there
        self.capped: list[str] = []  # functions of which not every call is there
        self.gave_up: str | None = None  # "Q" after very many calls, "L" after events could not be written


def read_events(folder: str, reused: dict[int, int]) -> dict[int, Heard]:
    """All that the probe wrote below `folder`, by PID. A torn last line (a full disk) is left out.

    Of PIDs that several processes had, one after the other, only the last counts; `reused` has when it was created, and
    gets those that are found here.
    """
    heard = {}
    for name in os.listdir(folder):
        if name.isdecimal():
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                heard[int(name)] = parse(int(name), file, reused)
    return heard


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
    if (letter in "CWK" and not rest) or (letter == "W" and rest.count(" ") < 2):
        raise ValueError(rest)
    if letter == "F":
        parent, when, forker = map(int, rest.split())
        heard.forked = when, parent, forker
    elif letter == "P":
        heard.started = heard.started or (time, int(rest))
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
    elif letter == "K":
        heard.capped.append(rest.partition(" ")[2])
    elif letter in "QL":
        heard.gave_up = letter
    heard.lines.append((time, tid, letter, rest))


class Spans:
    """Pairs the begins and ends of one process.

    A span is a list [pid, tid, kind, name, start, end, cut, code]; `code` tells functions of one name apart.
    """

    def __init__(self, heard: Heard, inherited: list[list], created_ns: int, tid: int):
        """`inherited` are the calls in the midst of which it was forked, outermost first."""
        self.pid = heard.pid
        self.done: list[list] = []
        self.stacks: dict[int, list[list]] = {}
        self.doomed: set[tuple[int, int]] = set()  # (stack's id, depth) of calls whose end will not be told
        if inherited:
            self.stacks[tid] = [[self.pid, tid, span[2], span[3], created_ns, span[7]] for span in inherited]
        for time, tid, letter, rest in heard.lines:
            stack = self.stacks.setdefault(tid, [])
            if letter == "C":
                code, _, name = rest.partition(" ")
                stack.append([self.pid, tid, "call", name, time, code])
            elif letter == "W":
                code, kind, name = rest.split(" ", 2)
                stack.append([self.pid, tid, kind, name, time, code])
            elif letter in "cw":
                if stack:
                    self._close(stack, time, False)
            elif letter == "K":
                self._doom(rest.partition(" ")[0], time)
            elif letter in "QLP":
                self._cut(time)

    def _close(self, stack: list, time: int, cut: bool) -> None:
        """End the innermost span, and those around it that were only waiting for it to end."""
        *span, code = stack.pop()
        # A wait within a wait (a join in a pool's join) is the same wait, seen twice.
        if span[2] == "call" or all(outer[2] == "call" for outer in stack):
            self.done.append([*span, time, cut, code])
        while stack and (id(stack), len(stack)) in self.doomed:
            self.doomed.discard((id(stack), len(stack)))
            self._close(stack, time, True)

    def _doom(self, code: str, time: int) -> None:
        """The ends of this function's calls will not be told: each is known to last as long as what it called."""
        for stack in self.stacks.values():
            self.doomed |= {(id(stack), at) for at, span in enumerate(stack, 1) if span[5] == code}
            if stack and (id(stack), len(stack)) in self.doomed:
                self.doomed.discard((id(stack), len(stack)))
                self._close(stack, time, True)

    def _cut(self, time: int) -> None:
        """End everything that is open now."""
        for stack in self.stacks.values():
            while stack:
                self._close(stack, max(time, stack[-1][4]), True)

    def finish(self, end_ns: int) -> list[list]:
        """The spans, in order of time; those still open are cut at `end_ns`."""
        self._cut(end_ns)
        return sorted(self.done, key=lambda span: (span[4], -span[5]))
