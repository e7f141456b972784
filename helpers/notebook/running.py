"""run(): a program as a process tree of its own, and the Run that comes back (looking.py).

    notebook ── run("1.3/fork_once.py") ──► record() ──► its own process tree
                     ▲  live lines, each with its writer       │
                     └──────────── a Run ◄── Recording ────────┘

The command names the file without its folder, and runs in that folder unless told another. Either way a
traceback shows no path of this machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from ..teach.explained import Explained
from ..teach.predict import settle
from ..watch.client.run import CannotStart, Limits, record
from .elsewhere import tried
from .endings import INTERRUPTED, ending
from .find import find
from .shown.lines import Lines
from .shown.looking import Run, as_run
from .shown.still_running import Progress

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


def run(
    program: str | Path,
    *args: object,
    timeout: float = TIMEOUT_S,
    max_processes: int = MAX_PROCESSES,
    layer: str = "auto",
    line_buffered: bool = True,
    calls: bool = True,
    folder: str | Path | None = None,
) -> Run:
    """Run `program` with `args` and show its lines as they come.

    `program` is a path below `helpers/programs`, or any path. It runs in its own folder, or in `folder` (for
    programs that are told which files to work on). `timeout` is in seconds. `layer` ("exact",
    "sampled", "none") asks for one way of watching the CPUs; `line_buffered` False leaves the program the
    block buffering that a pipe gives. `calls` False watches from outside only, for a program that measures a cost:
    nothing of ours is loaded into it, so there are no calls and waits to see, processes are called ``child 1`` and so
    on, and lines come when the program flushes them or ends. A program that fails is not an error here: its end is in
    the Run.

    Raises NoSuchProgram, BadLimit, DidNotStart, and RunInterrupted (a KeyboardInterrupt) when the reader
    stops it.
    """
    path = find(program)
    limits = limited(timeout, max_processes)
    seen = watch(path, args, limits, folder=folder, layer=layer, line_buffered=line_buffered, calls=calls)
    settle(" ".join(map(str, [program, *args])), seen)
    return seen


def limited(timeout: float, max_processes: int = MAX_PROCESSES) -> Limits:
    """The limits of a run. Raises BadLimit if they make no sense."""
    try:
        return Limits(timeout_s=timeout, max_processes=max_processes)
    except ValueError as problem:
        raise BadLimit(str(problem)) from None


def watch(
    path: Path,
    args: tuple = (),
    limits: Limits = Limits(),
    folder: str | Path | None = None,
    write: Callable[[str], None] | None = None,
    in_cell: bool = False,
    **how,
) -> Run:
    """Run the file `path`; show its lines, and a sentence if it did not simply end. As `run` otherwise.

    With `write`, each line is given to it and not shown. `in_cell` says that the file holds a cell's text.
    """
    command = [sys.executable, str(path) if folder else path.name, *map(str, args)]
    source = path.read_text(encoding="utf-8", errors="replace")  # now: a program may delete its own file
    interrupted = None
    with Progress(lambda seconds: f"  still running after {seconds} s; the stop button ends it") as progress:
        write = write or progress.write
        lines = Lines(write, path.parent)
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
            write(sentence)
        if not interrupted:
            for sentence in tried(recording, source, in_cell):
                write(sentence)
    if interrupted:
        if interrupted.run:
            interrupted.run.timeline()  # who interrupts a program wants to know what it was doing
        raise interrupted
    return as_run(recording)
