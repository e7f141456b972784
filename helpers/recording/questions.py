"""What code asks of a Recording: plain data, for pictures and marking. (What a lesson asks is in the folder `ask`.)"""

from __future__ import annotations

from .asking import NotThere
from .intervals import overlap_ns
from .records import OnCpu, Output, Process, Span


class Questions:
    """What can be asked of a Recording; it has the data, this has the answers."""

    processes: tuple[Process, ...]
    on_cpu: tuple[OnCpu, ...]
    spans: tuple[Span, ...]
    output: tuple[Output, ...]
    wall_ns: int
    kernel_layer: str
    stopped: str | None
    notes: tuple[str, ...]

    # ---- who was there -------------------------------------------------------------------

    @property
    def main(self) -> Process:
        """The process that the program was started in."""
        return self.processes[0]

    def process(self, which: int | str | Process) -> Process:
        """The process with this PID or this role (``"main"``, ``"child 1"``, ``"Process-2"``).

        Raises NotThere (a LookupError), with the roles that there are, if there is none.
        """
        if isinstance(which, Process):
            return which
        for process in self.processes:
            if which in (process.pid, process.role):
                return process
        roles = ", ".join(process.role for process in self.processes)
        raise NotThere(f"This run had no process {which!r}. Its processes were: {roles}.")

    def parent(self, which: int | str | Process) -> Process | None:
        """The process that forked this one; None for the first process."""
        ppid = self.process(which).ppid
        return next((process for process in self.processes if process.pid == ppid), None)

    def children(self, which: int | str | Process) -> list[Process]:
        """The processes that this one forked, in order."""
        pid = self.process(which).pid
        return [process for process in self.processes if process.ppid == pid]

    def descendants(self, which: int | str | Process) -> list[Process]:
        """Children, their children and so on, depth first."""
        found = []
        for child in self.children(which):
            found += [child, *self.descendants(child)]
        return found

    def depth(self, which: int | str | Process) -> int:
        """0 for the first process, 1 for its children, 2 for theirs."""
        parent = self.parent(which)
        return 0 if parent is None else 1 + self.depth(parent)

    # ---- who was on a CPU ----------------------------------------------------------------

    def turns(self, which: int | str | Process | None = None) -> list[OnCpu]:
        """Each stretch on a CPU of one process (or of all), in order of time."""
        pid = None if which is None else self.process(which).pid
        return sorted(
            (turn for turn in self.on_cpu if pid in (None, turn.pid)), key=lambda turn: (turn.start_ns, turn.end_ns)
        )

    def cpu_ns(self, which: int | str | Process) -> int:
        """How long the process was on a CPU, over all its threads, in ns."""
        return sum(turn.end_ns - turn.start_ns for turn in self.turns(which))

    # ---- what they did -------------------------------------------------------------------

    def calls(self, function: str | None = None, which: int | str | Process | None = None) -> list[Span]:
        """Calls of one function (or of all the program's functions), by one process or by all."""
        return [
            span
            for span in self._spans_of(which)
            if span.kind == "call" and function in (None, span.function, span.name)
        ]

    def waits(self, kind: str | None = None, which: int | str | Process | None = None) -> list[Span]:
        """Waits of one kind (``"sleep"``, ``"join"``, ``"get"`` …) or of any, by one process or by all."""
        return [span for span in self._spans_of(which) if span.kind != "call" and kind in (None, span.kind)]

    def _spans_of(self, which: int | str | Process | None) -> list[Span]:
        pid = None if which is None else self.process(which).pid
        return sorted(
            (span for span in self.spans if pid in (None, span.pid)), key=lambda span: (span.start_ns, -span.end_ns)
        )

    # ---- what they wrote -----------------------------------------------------------------

    def text(self, which: int | str | Process | None = None, stream: str = "stdout") -> str:
        """All that one process (or all of them) wrote to `stream`, as one string."""
        pid = None if which is None else self.process(which).pid
        return "".join(chunk.text for chunk in self.output if chunk.stream == stream and pid in (None, chunk.pid))

    def lines(self, which: int | str | Process | None = None, stream: str | None = "stdout") -> list[Output]:
        """Lines written, each with its writer and the time of its end; `stream` None means both.

        Pieces of one line that one process wrote are put together.
        """
        pid = None if which is None else self.process(which).pid
        lines: list[Output] = []
        unfinished: dict[tuple[int, str], list[str]] = {}
        for chunk in self.output:
            if pid not in (None, chunk.pid) or stream not in (None, chunk.stream):
                continue
            *whole, rest = chunk.text.split("\n")
            if whole:
                whole[0] = "".join([*unfinished.pop((chunk.pid, chunk.stream), ()), whole[0]])
            lines += [Output(chunk.pid, chunk.time_ns, chunk.stream, line) for line in whole]
            if rest:
                unfinished.setdefault((chunk.pid, chunk.stream), []).append(rest)
        ends = {(chunk.pid, chunk.stream): chunk.time_ns for chunk in self.output}
        lines += [Output(pid, ends[pid, stream], stream, "".join(rest)) for (pid, stream), rest in unfinished.items()]
        return sorted(lines, key=lambda line: line.time_ns)

    # ---- questions about any two things with a beginning and an end -----------------------

    @staticmethod
    def before(first, second) -> bool:
        """Whether `first` had ended when `second` began (spans, turns, processes alike)."""
        return first.end_ns is not None and first.end_ns <= second.start_ns

    def overlap_ns(self, one, other) -> int:
        """How long `one` and `other` went on at the same time, in ns (spans, turns, processes alike)."""
        return overlap_ns([self._closed(one)], [self._closed(other)])

    def _closed(self, thing) -> tuple[int, int]:
        return thing.start_ns, self.wall_ns if thing.end_ns is None else thing.end_ns
