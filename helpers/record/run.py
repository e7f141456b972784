"""Runs a program under a supervisor and returns its Recording: the client's side.

`record` is what notebooks and the command line call. The caller's process forks nothing itself: it starts
a guard (guard.py) as a new process, sends it the request, passes output on as it comes, and reads the recording.
"""

import os
import socket
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Callable, Sequence

from .recording import VERSION, Recording
from .supervisor import CannotStart
from .wire import packed, receive

ROOT = Path(__file__).resolve().parents[2]
GUARD = "import sys; sys.path.insert(0, {root!r}); from helpers.record.guard import guard; guard({control})"


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


def record(
    command: Sequence[str],
    *,
    cwd: str | Path | None = None,
    stdin: int | None = subprocess.DEVNULL,
    limits: Limits = Limits(),
    on_output: Callable[[int, str, bytes], None] = lambda pid, stream, data: None,
    layer: str = "auto",
    line_buffered: bool = True,
) -> Recording:
    """Run `command` (an executable's path, a program, its arguments) and return what was seen.

    `on_output(pid, stream, data)` is called with each chunk as it comes. `layer` is "auto", or forces "exact",
    "sampled" or "none". With `line_buffered` False, Python's output is block-buffered, as for a pipe.

    Raises CannotStart if the program or the layer can't be had, Interrupted when the caller is interrupted.
    """
    request = make_request(command, cwd, limits, layer, line_buffered)
    ours, theirs = socket.socketpair()
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", GUARD.format(root=str(ROOT), control=theirs.fileno())],
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        start_new_session=True,  # what interrupts the caller's session must not hit the program as well
    )
    theirs.close()
    try:
        return converse(ours, request, on_output)
    finally:
        ours.close()  # if the conversation broke off, this makes the supervisor end the tree
        process.wait()


def make_request(command, cwd, limits: Limits, layer: str, line_buffered: bool) -> dict:
    """What the supervisor must know, as plain data."""
    command = [os.fspath(word) for word in command]
    as_typed = command[1] if len(command) > 1 else ""
    return {
        "command": command,
        "shown_command": [os.path.basename(command[0]), *command[1:]],
        "program": os.path.join(os.path.abspath(cwd or os.curdir), as_typed) if as_typed else "",
        "as_typed": as_typed,
        "cwd": os.fspath(cwd) if cwd else None,
        "environment": dict(os.environ),
        "limits": asdict(limits),
        "layer": os.environ.get("PROCESSES_COURSE_LAYER", "auto") if layer == "auto" else layer,
        "line_buffered": line_buffered,
    }


def converse(connection: socket.socket, request: dict, on_output) -> Recording:
    """Send the request, pass output on, and return the recording that comes in the end."""
    connection.sendall(packed("run", request))
    interrupted = False
    while True:
        try:
            message = receive(connection)
            if message is None:
                break
            kind, payload = message
            if kind == "output":
                on_output(*payload)
            elif kind == "failed":
                raise CannotStart(payload)
            else:
                recording = Recording.from_dict({"version": VERSION, **payload})
                if interrupted:
                    raise Interrupted(recording)
                return recording
        except Interrupted:
            raise
        except KeyboardInterrupt:
            if interrupted:  # a second time: don't wait for the recording
                raise Interrupted(None) from None
            interrupted = True
            connection.sendall(packed("stop", None))
    if interrupted:
        raise Interrupted(None)
    raise CannotStart("The recorder itself was killed. The program and all its processes were ended.")
