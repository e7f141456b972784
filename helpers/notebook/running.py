"""run(): a program as a process tree of its own; and the Run, which can be looked at and asked.

    notebook ── run("1.3/fork_once.py") ──► record() ──► its own process tree
                     ▲  live lines, each with its writer       │
                     └──────────── a Run ◄── Recording ────────┘

The command names the file without its folder, and runs in that folder unless told another. Either way a
traceback shows no path of this machine.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from pathlib import Path

from ..recording.recording import Recording
from ..teach.explained import Explained
from ..watch.client.run import CannotStart, Limits, record
from .endings import INTERRUPTED, ending
from .find import find
from .lines import Lines
from .pictures import show_picture
from .progress import Progress

TIMEOUT_S = 10
MAX_PROCESSES = Limits().max_processes


class DidNotStart(Explained):
    """The program could not be started at all."""


class BadLimit(Explained, ValueError):
    """A limit that makes no sense, such as a negative time."""


class RunInterrupted(KeyboardInterrupt):
    """The reader stopped the run; `run` is what was recorded until then (None if nothing)."""

    def __init__(self, run: Run | None):
        super().__init__("The run was interrupted.")
        self.run = run

    def _render_traceback_(self) -> list[str]:
        return ["KeyboardInterrupt: the run was stopped."]


@dataclass(frozen=True, repr=False)
class Run(Recording):
    """A Recording that can be looked at."""

    def timeline(self, start_ms: float | None = None, end_ms: float | None = None) -> None:
        """Show who did what when, from `start_ms` to `end_ms` (milliseconds since the start)."""
        from .. import picture

        def draw():
            return picture.timeline(self, start_ms=start_ms, end_ms=end_ms, title=self.title)

        show_picture(draw, picture.words(self), in_terminal=picture.as_text(self))

    def tree(self) -> None:
        """Show who started whom."""
        from .. import picture

        show_picture(lambda: picture.tree(self), picture.words(self))

    def turn_lengths(self) -> None:
        """Show how long the turns on a CPU were that the kernel ended."""
        from .. import picture

        words = (
            f"{self.title}: how long the turns on a CPU were that the kernel ended, as shares of all "
            "the time in them. A dashed line stands at a hundredth of a second."
        )
        show_picture(lambda: picture.draw_turns(self, f"{self.title}: turns on a CPU"), words)

    @property
    def title(self) -> str:
        """The program's file, without its folder, and its arguments."""
        return " ".join([Path(self.command[1]).name, *self.command[2:]])

    def __str__(self) -> str:
        from .. import picture

        return picture.as_text(self)

    def __repr__(self) -> str:
        count = len(self.processes)
        end = f", stopped: {self.stopped}" if self.stopped else ""
        return f"<Run of {self.title}: {count} process{'' if count == 1 else 'es'}{end}>"


def run(
    program: str | Path,
    *args: object,
    timeout: float = TIMEOUT_S,
    max_processes: int = MAX_PROCESSES,
    layer: str = "auto",
    line_buffered: bool = True,
    folder: str | Path | None = None,
) -> Run:
    """Run `program` with `args` and show its lines as they come.

    `program` is a path below `helpers/programs`, or any path. It runs in its own folder, or in `folder` (for
    programs that are told which files to work on). `timeout` is in seconds. `layer` ("exact",
    "sampled", "none") asks for one way of watching the CPUs; `line_buffered` False leaves the program the
    block buffering that a pipe gives. A program that fails is not an error here: its end is in the Run.

    Raises NoSuchProgram, BadLimit, DidNotStart, and RunInterrupted (a KeyboardInterrupt) when the reader
    stops it.
    """
    path = find(program)
    limits = limited(timeout, max_processes)
    return watch(path, args, limits, folder=folder, layer=layer, line_buffered=line_buffered)


def limited(timeout: float, max_processes: int = MAX_PROCESSES) -> Limits:
    """The limits of a run. Raises BadLimit if they make no sense."""
    try:
        return Limits(timeout_s=timeout, max_processes=max_processes)
    except ValueError as problem:
        raise BadLimit(str(problem)) from None


def watch(path: Path, args: tuple = (), limits: Limits = Limits(), folder: str | Path | None = None, **how) -> Run:
    """Run the file `path`; show its lines, and a sentence if it did not simply end. As `run` otherwise."""
    command = [sys.executable, str(path) if folder else path.name, *map(str, args)]
    interrupted = None
    with Progress(lambda seconds: f"  still running after {seconds} s; the stop button ends it") as progress:
        lines = Lines(progress.write, path.parent)
        try:
            recording = record(command, cwd=folder or path.parent, limits=limits, on_output=lines, **how)
        except CannotStart as problem:
            raise DidNotStart(str(problem)) from None
        except KeyboardInterrupt as interrupt:
            seen = getattr(interrupt, "recording", None)
            interrupted = RunInterrupted(as_run(seen) if seen else None)
        lines.finish()
        sentence = INTERRUPTED if interrupted else ending(recording, limits)
        if sentence:
            progress.write(sentence)
    if interrupted:
        if interrupted.run:
            interrupted.run.timeline()  # who interrupts a program wants to know what it was doing
        raise interrupted
    return as_run(recording)


def compare(*runs: Run, titles: list[str] | None = None) -> None:
    """Show the timelines of several runs below one another, with the same scale of time."""
    from .. import picture

    titles = list(titles or [run.title for run in runs])
    words = "\n\n".join(f"{title}: {picture.words(run)}" for title, run in zip(titles, runs, strict=True))
    show_picture(lambda: picture.timelines(list(runs), titles=titles), words)


def as_run(recording: Recording) -> Run:
    """The same recording as a Run."""
    return Run(**{field.name: getattr(recording, field.name) for field in fields(Recording)})
