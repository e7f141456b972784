"""Runs a program under the recorder as if it had been started without: input, output, signals and end are its own."""

from __future__ import annotations

import os
import sys

from ..watch.client.converse import CannotStart, Line, converse, make_request
from .passing import Passing, block

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from .arguments import Options

STOPPED = {
    "timeout": "it ran longer than its time limit. Give it more with --timeout SECONDS",
    "processes": "it had more processes alive than its limit. Allow more with --max-processes N",
    "output": "it wrote more than a recording keeps. Allow more with --max-output MIB",
    "memory": "its processes together took more memory than its limit. Allow more with --max-memory MIB",
    "interrupted": "it was interrupted",
}
STOPPED_STATUS = 124  # as timeout(1) has it
CANNOT_STATUS = 125  # the recorder's own failure, as timeout(1) and env(1) have it


class CannotPassOn(Exception):
    """What the program wrote could not be written where this process's output goes."""


class Guarded:
    """The guard that was forked: the line to it, its PID, where it tells of signals, and the mask before ours."""

    def __init__(self, line: Line, pid: int, notes: int, mask: set[int]):
        self.line, self.pid, self.notes, self.mask = line, pid, notes, mask


def start_guard() -> Guarded:
    """Fork the guard.

    Before anything else: it gets ready while the words of the command line are read. This process has one
    thread and has opened nothing yet, so it can fork. The guard ends by itself if no request comes. Signals are blocked
    first: none that comes between now and the program's start is lost.
    """
    line = Line()
    notes, theirs = os.pipe()
    mask = block()
    pid = os.fork()
    if pid == 0:
        line.close()
        os.close(notes)
        from ..watch.supervisor.guard import guard

        guard(line.theirs[0], line.theirs[1], mask, theirs)
    line.close_theirs()
    os.close(theirs)
    return Guarded(line, pid, notes, mask)


def write_through(pid: int, stream: str, data: bytes) -> None:
    """Pass a chunk on unchanged. Raises BrokenPipeError if nobody reads, CannotPassOn if the disk is full, say."""
    view, fd = memoryview(data), 1 if stream == "stdout" else 2
    while view:
        try:
            view = view[os.write(fd, view) :]
        except BlockingIOError:  # whoever shares the terminal or the pipe has made it so
            import select

            select.select([], [fd], [])
        except BrokenPipeError:
            raise
        except OSError as why:
            raise CannotPassOn(f"What the program wrote to {stream} could not be passed on: {why.strerror}.") from None


def run(options: Options, guarded: Guarded) -> int:
    """Run the program, write the files, and return the exit status (negative: a signal's number)."""
    from .arguments import hint  # loaded by now, while the guard was getting ready

    limits = {
        "timeout_s": options.timeout,
        "max_processes": options.max_processes,
        "output_bytes": options.max_output << 20,
        "memory_bytes": options.max_memory << 20,
    }
    command = options.words()
    request = make_request(
        command, None, limits, "auto", line_buffered=True, own_session=options.tty, calls=options.calls
    )
    if options.how == "--":
        command[0] = options.program  # as a shell would give it
    if options.how:
        named = {"-m": options.program, "-c": "-c", "--": ""}[options.how]
        request |= {"command": command, "program": "", "as_typed": "", "module": named}
    said = hint(options)
    if said:
        print(said, file=sys.stderr)
    line, keyboard, wait = guarded.line, None, None
    if options.tty:
        from .terminal import Keyboard

        keyboard = Keyboard(line.control)
        request["terminal"] = keyboard.request()
        wait = keyboard.wait
    passing = Passing(line.control, guarded, keyboard)
    try:
        with passing:
            try:
                data, _ = converse(line, request, write_through, passing.stop_too, wait)
            finally:
                if keyboard:
                    keyboard.give_back()
    finally:
        line.close()  # no further request comes: the guard ends, and the program's tree if it is there still
        os.wait()
    if data is not None and options.files():
        from ..recording import VERSION

        save({"version": VERSION, **data}, options)
    if passing.ended_by:
        return -passing.ended_by
    if data and data["stopped"] == "interrupted" and passing.told and data["processes"][0]["collected_ns"] is not None:
        print("What the program had left running was ended.", file=sys.stderr)
        data["stopped"] = None
    if data is None or data["stopped"]:
        from ..recording.notes import ENDED_ITSELF

        if data is None or ENDED_ITSELF in data["notes"]:
            raise CannotStart(ENDED_ITSELF)
        print(f"The program was stopped: {STOPPED[data['stopped']]}.", file=sys.stderr)
        return STOPPED_STATUS
    main = data["processes"][0]
    if main["signal"]:
        return -signal_number(main["signal"])
    return main["exit_code"] or 0


def save(data: dict, options: Options) -> None:
    """Write the files asked for. Raises what `keep` raises."""
    if options.json and options.files() == [
        options.json
    ]:  # without a Recording: its questions take longer to load than Python itself
        import json

        with open(options.json, "w", encoding="utf-8") as file:
            file.write(json.dumps(data))
    else:
        from ..recording.recording import Recording
        from .keeping import keep

        keep(Recording.from_dict(data), options)


def signal_number(name: str) -> int:
    """15 for ``SIGTERM``, 35 for ``signal 35``, which has no name."""
    import signal

    return getattr(signal, name, None) or int(name.removeprefix("signal "))
