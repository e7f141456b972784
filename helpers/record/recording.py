"""What was seen of one run: the Recording, and the questions a lesson asks of it.

A Recording is plain data: who existed, who was on a CPU, what each process was doing, what it
wrote. Nothing in it depends on how it was recorded, so pictures and claims can be made
from a file as well as from a run.

    Recording
      processes   Process   one per process, in the order in which they were created
      on_cpu      OnCpu     one per stretch of time that a thread spent on a CPU
      spans       Span      one per function call, and one per wait with a known reason
      output      Output    one per chunk that a process wrote

All times are nanoseconds since the program started; ``None`` stands for what could not be known.
The JSON form (`Recording.save`, `Recording.load`) has the same names, and is versioned.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Iterable

from .intervals import most_at_once, overlap_ns, union_ns

VERSION = 1
KERNEL_LAYERS = ("exact", "sampled", "none")
STOP_REASONS = (None, "timeout", "processes", "output", "memory", "interrupted")
SPAN_KINDS = ("call", "sleep", "join", "wait", "get", "put", "acquire", "result")


TYPES = {
    "int": {int}, "str": {str}, "bool": {bool}, "int | None": {int, type(None)}, "str | None": {str, type(None)},
    "tuple[int, ...]": {tuple},
}  # fmt: skip  (what each field's annotation allows)


class NotARecording(ValueError):
    """The file or the data given is not a recording that this version can read."""


@dataclass(frozen=True)
class Process:
    """One process. `ppid` is the PID of the process that forked it, whoever adopted it later."""

    pid: int
    ppid: int
    role: str
    created_ns: int
    first_ran_ns: int | None = None
    exited_ns: int | None = None
    exit_code: int | None = None
    signal: str | None = None
    collected_ns: int | None = None
    cpu_ns: int | None = None
    threads: tuple[int, ...] = ()

    @property
    def start_ns(self) -> int:
        return self.created_ns

    @property
    def end_ns(self) -> int | None:
        return self.exited_ns


@dataclass(frozen=True)
class OnCpu:
    """A thread was on a CPU from `start_ns` to `end_ns`; `preempted` if it was made to leave."""

    pid: int
    tid: int
    cpu: int
    start_ns: int
    end_ns: int
    preempted: bool = False


@dataclass(frozen=True)
class Span:
    """A call of one of the program's functions (kind ``"call"``), or a wait (any other kind).

    `cut` says that the end was not seen: the process died in it, or recording was capped.
    """

    pid: int
    tid: int
    kind: str
    name: str
    start_ns: int
    end_ns: int
    cut: bool = False

    @property
    def function(self) -> str:
        """The name without its arguments: ``"task"`` for ``"task(3)"``."""
        return self.name.partition("(")[0]


@dataclass(frozen=True)
class Output:
    """A chunk of text that process `pid` wrote to `stream`, in the order of arrival."""

    pid: int
    time_ns: int
    stream: str
    text: str


@dataclass(frozen=True)
class Recording:
    """One run of one program, as it was seen from outside."""

    command: tuple[str, ...]
    kernel_layer: str
    wall_ns: int
    stopped: str | None = None
    processes: tuple[Process, ...] = ()
    on_cpu: tuple[OnCpu, ...] = ()
    spans: tuple[Span, ...] = ()
    output: tuple[Output, ...] = ()
    notes: tuple[str, ...] = field(default=())

    # ---- the file form -------------------------------------------------------------------

    def to_dict(self) -> dict:
        """The recording as plain dicts and lists, ready for `json.dump`."""
        # vars, not dataclasses.asdict: a recording may have a million turns, and asdict takes 10 µs for each.
        plain = {what.name: getattr(self, what.name) for what in fields(Recording)}
        for name in ("on_cpu", "spans", "output"):
            plain[name] = [dict(vars(thing)) for thing in plain[name]]
        plain["processes"] = [{**vars(process), "threads": list(process.threads)} for process in self.processes]
        plain["command"], plain["notes"] = list(self.command), list(self.notes)
        return {"version": VERSION, **plain}

    @classmethod
    def from_dict(cls, data: dict) -> Recording:
        """The recording that `to_dict` was made from.

        Raises NotARecording if `data` is anything else.
        """
        if not isinstance(data, dict) or "kernel_layer" not in data or "processes" not in data:
            raise NotARecording("This is not a recording: it has no kernel layer and no processes.")
        if data.get("version") != VERSION:
            raise NotARecording(
                f"This recording is of version {data.get('version')!r}; this course reads version {VERSION}."
            )
        try:
            recording = cls(
                command=tuple(data["command"]),
                kernel_layer=data["kernel_layer"],
                wall_ns=data["wall_ns"],
                stopped=data["stopped"],
                processes=tuple(
                    Process(**{**process, "threads": tuple(process["threads"])}) for process in data["processes"]
                ),
                on_cpu=tuple(OnCpu(**turn) for turn in data["on_cpu"]),
                spans=tuple(Span(**span) for span in data["spans"]),
                output=tuple(Output(**chunk) for chunk in data["output"]),
                notes=tuple(data["notes"]),
            )
            problem = recording._damage()
        except (KeyError, TypeError, ValueError) as what:
            problem = f"{type(what).__name__} {what}"
        if problem:
            raise NotARecording(f"This recording is damaged: {problem}.")
        if recording.kernel_layer not in KERNEL_LAYERS or recording.stopped not in STOP_REASONS:
            raise NotARecording("This recording is damaged: its kernel layer or stop reason is unknown.")
        return recording

    def _damage(self) -> str | None:
        """What in this recording is not of the type it must be, in words; None if all is well."""
        if type(self.wall_ns) is not int or not all(type(word) is str for word in self.command + self.notes):
            return "its command, its length or its notes are no such thing"
        if not self.processes:
            return "it has no process"
        for kind, things in ((Process, self.processes), (OnCpu, self.on_cpu), (Span, self.spans), (Output, self.output)):
            for what in fields(kind):
                allowed = TYPES[what.type]
                if not {type(getattr(thing, what.name)) for thing in things} <= allowed:
                    return f"a {kind.__name__} has a {what.name} that is not {what.type}"
        if not {type(tid) for process in self.processes for tid in process.threads} <= {int}:
            return "a Process has threads that are not numbers"
        return None

    def save(self, path: str | Path) -> None:
        """Write the recording to `path` as JSON. Raises OSError as `open` does."""
        Path(path).write_text(json.dumps(self.to_dict()), encoding="utf-8")

    @classmethod
    def load(cls, path: str | Path) -> Recording:
        """Read a recording from the JSON file `path`.

        Raises NotARecording if the file holds something else, OSError if it can't be read.
        """
        try:
            data = json.loads(Path(path).read_text(encoding="utf-8"))
        except (ValueError, RecursionError):
            raise NotARecording(f"{path} is not a recording: it does not hold JSON.") from None
        return cls.from_dict(data)

    # ---- who was there -------------------------------------------------------------------

    @property
    def main(self) -> Process:
        """The process that the program was started in."""
        return self.processes[0]

    def process(self, which: int | str | Process) -> Process:
        """The process with this PID or this role (``"main"``, ``"child 1"``, ``"Process-2"``).

        Raises LookupError, with the roles that there are, if there is none.
        """
        if isinstance(which, Process):
            return which
        for process in self.processes:
            if which in (process.pid, process.role):
                return process
        roles = ", ".join(process.role for process in self.processes)
        raise LookupError(f"This run had no process {which!r}. Its processes were: {roles}.")

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

    def most_on_cpu(self) -> int:
        """The largest number of processes that were on a CPU at one instant."""
        by_pid: dict[int, list[OnCpu]] = {}
        for turn in self.on_cpu:
            by_pid.setdefault(turn.pid, []).append(turn)
        return most_at_once(merged for turns in by_pid.values() for merged in union_ns(turns))

    def on_cpu_together_ns(self, one: int | str | Process, other: int | str | Process) -> int:
        """How long both processes were on a CPU at the same instant, in ns."""
        return overlap_ns(self.turns(one), self.turns(other))

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
        lines, unfinished = [], {}
        for chunk in self.output:
            if pid not in (None, chunk.pid) or stream not in (None, chunk.stream):
                continue
            before = unfinished.pop((chunk.pid, chunk.stream), "")
            *whole, rest = (before + chunk.text).split("\n")
            lines += [Output(chunk.pid, chunk.time_ns, chunk.stream, line) for line in whole]
            if rest:
                unfinished[chunk.pid, chunk.stream] = rest
        ends = {(chunk.pid, chunk.stream): chunk.time_ns for chunk in self.output}
        lines += [Output(pid, ends[pid, stream], stream, rest) for (pid, stream), rest in unfinished.items()]
        return sorted(lines, key=lambda line: line.time_ns)

    # ---- questions about any two things with a beginning and an end -----------------------

    @staticmethod
    def before(first, second) -> bool:
        """Whether `first` had ended when `second` began (spans, turns, processes alike)."""
        return first.end_ns is not None and first.end_ns <= second.start_ns

    def overlap_ns(self, one, other) -> int:
        """How long `one` and `other` went on at the same time, in ns (spans, turns, processes alike)."""
        return overlap_ns([self._closed(one)], [self._closed(other)])

    def most_at_once(self, things: Iterable) -> int:
        """The largest number of these that went on at one instant (spans, turns, processes alike)."""
        return most_at_once(self._closed(thing) for thing in things)

    def _closed(self, thing) -> tuple[int, int]:
        return thing.start_ns, self.wall_ns if thing.end_ns is None else thing.end_ns


