"""The client's side of a run: what it asks of the supervisor, and the conversation until the recording comes.

Kept free of imports that take time: the command line starts programs through this module.
"""

import os

from .wire import packed, receive


class CannotStart(Exception):
    """The program, or the layer asked for, could not be had; the text says why and what to do."""


def make_request(command, cwd, limits: dict, layer: str, line_buffered: bool) -> dict:
    """What the supervisor must know, as plain data. `command`: executable's path, program, arguments."""
    command = [os.fspath(word) for word in command]
    as_typed = command[1] if len(command) > 1 else ""
    return {
        "command": command,
        "shown_command": [os.path.basename(command[0]), *command[1:]],
        "program": os.path.join(os.path.abspath(cwd or os.curdir), as_typed) if as_typed else "",
        "as_typed": as_typed,
        "cwd": os.fspath(cwd) if cwd else None,
        "environment": dict(os.environ),
        "limits": limits,
        "layer": os.environ.get("PROCESSES_COURSE_LAYER", "auto") if layer == "auto" else layer,
        "line_buffered": line_buffered,
    }


def converse(connection, request: dict, on_output) -> tuple[dict | None, bool]:
    """Send the request, pass output on, and return the recording's data and whether it was interrupted.

    The data is None after a second interrupt, which doesn't wait. Raises CannotStart if nothing ran.
    """
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
                return payload, interrupted
        except KeyboardInterrupt:
            if interrupted:
                return None, True
            interrupted = True
            connection.sendall(packed("stop", None))
    if interrupted:
        return None, True
    raise CannotStart("The recorder itself was killed. The program and all its processes were ended.")
