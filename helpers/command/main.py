"""Which command is it, and with which status does it end?

The program's own status is passed on, and so is the signal that it died of, so that a shell sees what it would see
without the recorder. What fails in the recorder itself has statuses of its own, as in timeout(1) and env(1).
"""

from __future__ import annotations

import os
import sys

from ..watch.client.converse import CannotStart, hold_low_descriptors
from .running import CANNOT_STATUS, CannotPassOn, run, start_guard

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from .arguments import Options


def main() -> int:
    hold_low_descriptors()
    guarded = start_guard() if sys.argv[1:2] == ["run"] else None
    from .arguments import parse  # now: the guard is getting ready meanwhile
    from .problems import problems

    options = parse(sys.argv[1:])
    problem = next(problems(options), None)
    if problem:
        print(problem, file=sys.stderr)
        return 2
    try:
        status = run(options, guarded) if guarded else load(options)
    except (CannotStart, CannotPassOn) as why:
        print(why, file=sys.stderr)
        return CANNOT_STATUS
    except OSError as why:
        print(f"{why.filename or 'The files asked for'} could not be written: {why.strerror or why}.", file=sys.stderr)
        return CANNOT_STATUS
    except ValueError as why:  # nothing to draw in the part asked for
        print(why, file=sys.stderr)
        return CANNOT_STATUS
    if status < 0:
        die_of(-status)
    return status


def load(options: Options) -> int:
    """Draw a saved recording again; if no file is asked for, in letters, on standard output."""
    from ..recording.recording import NotARecording, Recording
    from .keeping import in_letters, keep

    try:
        recording = Recording.load(options.program)
    except NotARecording as why:
        print(why, file=sys.stderr)
        return 2
    if options.files():
        keep(recording, options)
    else:
        import signal

        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that has seen enough is no mistake
        print(in_letters(recording), flush=True)
    return 0


def die_of(number: int) -> None:
    """End as the program did: by the same signal, so that a shell sees the same."""
    import resource
    import signal

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if number not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
