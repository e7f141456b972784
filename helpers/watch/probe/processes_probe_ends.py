"""Notes how this process ends: by os._exit, or by the end of the main program and with which exit status."""

import atexit
import os
import sys

from processes_probe_lines import event

_exit = os._exit  # bound early: the program may replace the name
_exit_code = None  # what the main program's end means for the exit status, once it has ended


def main_ended(error):
    """The main program has returned (None), or this exception has left it."""
    global _exit_code
    code = error.code if isinstance(error, SystemExit) else 0 if error is None else 1
    if not isinstance(error, KeyboardInterrupt):  # which ends a process by a signal
        _exit_code = 0 if code is None else code & 0xFF if type(code) is int else 1


def _exit_noted(status):
    event(f"X {status}" if type(status) is int else "Z")
    _exit(status)


def _leave():
    code = _exit_code
    if code is None and getattr(sys, "last_type", KeyboardInterrupt) is not KeyboardInterrupt:
        code = 1  # a traceback was printed: where nobody could see what left the main program (3.11)
    event("Z" if code is None else f"Z {code}")


def start():
    _exit_noted.__name__, _exit_noted.__qualname__, _exit_noted.__doc__ = "_exit", "_exit", _exit.__doc__
    os._exit = _exit_noted
    atexit.register(_leave)
