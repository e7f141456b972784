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

from . import VERSION
from .ask import Ask
from .records import OnCpu, Output, Process, Span

__all__ = ["VERSION", "NotARecording", "OnCpu", "Output", "Process", "Recording", "Span"]

KERNEL_LAYERS = ("exact", "sampled", "none")
STOP_REASONS = (None, "timeout", "processes", "output", "memory", "interrupted")
SPAN_KINDS = ("call", "sleep", "join", "wait", "get", "put", "acquire", "result", "read", "write")


TYPES: dict[str, set[type]] = {
    "int": {int},
    "str": {str},
    "bool": {bool},
    "int | None": {int, type(None)},
    "str | None": {str, type(None)},
    "tuple[int, ...]": {tuple},
}  # fmt: skip  (what each field's annotation allows)


class NotARecording(ValueError):
    """The file or the data given is not a recording that this version can read."""


@dataclass(frozen=True)
class Recording(Ask):
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
        for kind, things in (
            (Process, self.processes),
            (OnCpu, self.on_cpu),
            (Span, self.spans),
            (Output, self.output),
        ):
            for what in fields(kind):
                allowed = TYPES[str(what.type)]
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
