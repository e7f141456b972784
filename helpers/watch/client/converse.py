"""The client's side of a run: what it asks of the supervisor, and the conversation until the recording comes.

Kept free of imports that take time: the command line starts programs through this module.
"""

import _socket as socket  # the C part alone: `socket` brings selectors and enum, 5 ms before every program
import os
import time

from .wire import Chunk, packed, receive


def hold_low_descriptors() -> None:
    """See that descriptors 0 to 2 are taken, so that no socket of ours becomes one; exec closes what is put there.

    A shell starts a program with standard input closed by ``<&-``; the program then finds it closed as well.
    """
    while (fd := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(fd)


class CannotStart(Exception):
    """The program, or the layer asked for, could not be had; the text says why and what to do."""


def make_request(
    command, cwd, limits: dict, layer: str, line_buffered: bool, own_session: bool, calls: bool = True
) -> dict:
    """What the supervisor must know, as plain data. `command`: executable's path, program, arguments.

    Raises CannotStart if there is no such layer.
    With `own_session`, the program leads a session and a process group; it must not where it reads from a
    terminal that the caller's session has. Without `calls`, nothing of ours is loaded into the program.
    """
    layer = os.environ.get("PROCESSES_COURSE_LAYER") or "auto" if layer == "auto" else layer
    if layer not in ("auto", "exact", "sampled", "none"):
        raise CannotStart(f"There is no kernel layer {layer!r}: it is exact, sampled or none; or auto, for the best.")
    command = [os.fspath(word) for word in command]
    as_typed = command[1] if len(command) > 1 else ""
    return {
        "executable": command[0],
        "command": command,
        "shown_command": [os.path.basename(command[0]), *command[1:]],
        "program": os.path.join(os.path.abspath(cwd or os.curdir), as_typed) if as_typed else "",
        "as_typed": as_typed,
        "module": "",
        "cwd": os.fspath(cwd) if cwd else None,
        "environment": dict(os.environ),
        "limits": limits,
        "layer": layer,
        "line_buffered": line_buffered,
        "calls": calls,
        "own_session": own_session,
        "terminal": None,
    }


class Line:
    """The client's ends of two sockets: `control`, to the supervisor, and `afterword`, on which the guard says what it
    knows if the supervisor has been killed. `theirs` are the descriptors to give to the guard."""

    def __init__(self):
        self.control, control = socket.socketpair()
        self.afterword, afterword = socket.socketpair()
        self.theirs = [control.detach(), afterword.detach()]

    def close_theirs(self) -> None:
        for fd in self.theirs:
            os.close(fd)

    def close(self) -> None:
        self.control.close()
        self.afterword.close()


def tell(connection, kind: str, payload=None) -> None:
    """Send a message. If nobody is there to take it, `receive` will find that out."""
    try:
        connection.sendall(packed(kind, payload))
    except ConnectionError:
        pass


def converse(line: Line, request: dict, on_output, on_stopped=None, wait=None) -> tuple[dict | None, bool]:
    """Send the request, pass output on, and return the recording's data and whether it was interrupted.

    `on_stopped(signal, time_ns)` is called when a signal has stopped the program, and `wait()` before each message.

    The data is None after a second interrupt, which doesn't wait. Raises CannotStart if nothing is known of the run. If
    `on_output` raises BrokenPipeError, its reader has gone away: the program is told, as it would be by its own pipe.
    """
    tell(line.control, "run", request)
    interrupted = False
    unread: set[str] = set()
    chunks: list[Chunk] = []
    while True:
        try:
            if wait:
                wait()
            message = receive(line.control)
            if message is None:
                break
            kind, payload = message
            if kind == "output":
                pid, stream, data = payload
                chunks.append(Chunk(pid, time.monotonic_ns(), stream, data))
                if stream in unread:
                    continue
                try:
                    on_output(pid, stream, data)
                except BrokenPipeError:
                    # Told once: an answer to each of thousands of chunks would fill the socket, and if the supervisor
                    # is sending its last words just then, each end would wait for the other for ever.
                    unread.add(stream)
                    tell(line.control, "unread", stream)
            elif kind == "stopped":
                if on_stopped:
                    on_stopped(*payload)
            elif kind == "failed":
                raise CannotStart(payload)
            else:
                return payload, interrupted
        except KeyboardInterrupt:
            if interrupted:
                return None, True
            interrupted = True
            tell(line.control, "stop")
    last = receive(line.afterword)
    if last:
        _, (data, start, end) = last
        return salvaged(data, start, end, chunks), interrupted
    if interrupted:
        return None, True
    from ...recording.notes import ENDED_ITSELF

    raise CannotStart(ENDED_ITSELF)


def salvaged(data: dict, start: int, end: int, chunks: list[Chunk]) -> dict:
    """What the guard could still tell, with the output, which came here: its times are those of its coming."""
    from ..assemble.written import output

    exits = {process["pid"]: start + process["exited_ns"] for process in data["processes"] if process["exited_ns"]}
    return {**data, "output": output(chunks, {}, exits, start, end)}
