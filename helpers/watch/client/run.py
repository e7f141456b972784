"""Runs a program under a supervisor and returns its Recording: what a notebook calls.

The caller's process forks nothing itself: it starts a guard (guard.py) as a new process in a session of its
own, sends it the request, passes output on as it comes, and reads the recording in the end.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ...recording.recording import VERSION, Recording
from .converse import CannotStart, Line, converse, make_request
from .front import Front

__all__ = ["CannotStart", "Interrupted", "Limits", "Recorder", "record"]

ROOT = Path(__file__).resolve().parents[3]
GUARD = (
    "import sys; sys.path.insert(0, {root!r});"
    " from helpers.watch.supervisor.guard import guard; guard({control}, {afterword})"
)


@dataclass(frozen=True)
class Limits:
    """At which point a run is stopped. They guard against accidents, not against malice."""

    timeout_s: float = 60
    max_processes: int = 500  # alive at one time
    output_bytes: int = 16 << 20
    memory_bytes: int = 2 << 30  # of all processes together

    def __post_init__(self):
        for name, least in (("timeout_s", 0), ("max_processes", 1), ("output_bytes", 0), ("memory_bytes", 1)):
            value = getattr(self, name)
            if not isinstance(value, (int, float)) or value != value or value < least:
                raise ValueError(f"A limit of {value!r} for {name} makes no sense: it must be at least {least}.")


class Interrupted(KeyboardInterrupt):
    """The run was interrupted; the tree has been ended. `recording` holds what was seen until then."""

    def __init__(self, recording: Recording | None):
        super().__init__("interrupted")
        self.recording = recording


class Recorder:
    """A guard and its supervisor, ready for one run after another; the first costs their start, the others do not.

    `stdin` is the program's. Use it in a ``with`` block: leaving it ends them.
    """

    def __init__(self, stdin: int | None = subprocess.DEVNULL):
        self.line = Line()
        control, afterword = self.line.theirs
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", GUARD.format(root=str(ROOT), control=control, afterword=afterword)],
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            pass_fds=self.line.theirs,
            start_new_session=True,  # what interrupts the caller's session must not hit the program as well
        )
        self.line.close_theirs()

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_) -> None:
        self.line.close()  # if a run is still going on, this makes the supervisor end its tree
        self.process.wait()

    def record(
        self,
        command: Sequence[str],
        *,
        cwd: str | Path | None = None,
        limits: Limits = Limits(),
        on_output: Callable[[int, str, bytes], None] = lambda pid, stream, data: None,
        layer: str = "auto",
        line_buffered: bool = True,
        calls: bool = True,
        front: Front | None = None,
    ) -> Recording:
        """As `record` does it, below."""
        request = make_request(command, cwd, asdict(limits), layer, line_buffered, own_session=True, calls=calls)
        if front:
            request = front.put_before(request)
        data, interrupted = converse(self.line, request, on_output)
        recording = None if data is None else Recording.from_dict({"version": VERSION, **data})
        if interrupted or recording is None:
            raise Interrupted(recording)
        return recording


def record(command: Sequence[str], *, stdin: int | None = subprocess.DEVNULL, **how) -> Recording:
    """Run `command` (an executable's path, a program, its arguments) and return what was seen.

    `on_output(pid, stream, data)` is called with each chunk as it comes. `layer` is "auto", or forces "exact",
    "sampled" or "none". With `line_buffered` False, Python's output is block-buffered, as for a pipe.

    With `calls` False, the program is watched from outside only: nothing of ours is loaded into it, so it runs as fast
    as alone. Its calls and waits are not recorded, its processes have the roles ``child 1``, ``child 1.1`` …, and
    what it prints is block-buffered: it comes when the program flushes it or ends.

    With a `front`, the program runs in the sandbox that this makes; what it is given on standard input is nothing.

    Raises CannotStart if the program or the layer can't be had, Interrupted when the caller is interrupted.
    """
    with Recorder(stdin) as recorder:
        return recorder.record(command, **how)
