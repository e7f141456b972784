"""Writes what this process is doing where its death can't take it: one line an event, one file a process.

Each event is one write(2) to a file opened for appending and closed at once. That costs some microseconds, but
survives SIGKILL, and no descriptor of ours is ever among the program's, for it to close, inherit or count.

    TIME TID C CODE NAME   a call of one of the program's functions began     c   … ended
    TIME TID W CODE KIND NAME   a wait began                                  w   … ended
    TIME TID K CODE NAME   no more calls of NAME are recorded: the cap is reached    Q   no more of anything
    TIME TID L   events were lost, so no more calls and waits are recorded
    TIME TID P PPID   Python started
    TIME TID F PPID WHEN FORKER   this process was forked, by thread FORKER of PPID just after WHEN
    TIME TID R ROLE   what this process is, as multiprocessing names it
    TIME TID N PID METHOD NAME   multiprocessing started child PID by this method, and named it NAME
    TIME TID S PID CODE   child PID was found to have ended with CODE (negative: by a signal)
    TIME TID X CODE   os._exit is called
    TIME TID Z [CODE]   the interpreter is shutting down, with this exit status, if the main program told

TIME is time.monotonic_ns(). CODE tells functions of one name apart. Names have no line breaks.
"""

import atexit
import os
import sys
from _thread import get_ident, get_native_id
from time import monotonic_ns

CAP = 500  # calls of one function (or waits of one kind) that a process records: enough to see, 12 µs each
_FOLDER = os.environ.get("PROCESSES_COURSE_EVENTS", "")
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
# Bound early: the program may replace these names in `os`.
_open, _write, _close, _getpid, _getppid, _exit = os.open, os.write, os.close, os.getpid, os.getppid, os._exit


_lost = 0  # 1: an event could not be written; 2: and that has been noted


def event(text):
    """Append one event of this process and thread.

    One that can't be written (no descriptor is free, a limit on files) is lost. A begin without its end, or the other
    way round, would make all that follows wrong: so calls and waits end with it.
    """
    global _lost
    if _lost:
        if _lost == 1 and _append("L"):
            _lost = 2
        if text[0] in "CcWwKQ":
            return
    if not _append(text):
        _lost = _lost or 1


def _append(text):
    try:
        file = _open(f"{_FOLDER}/{_getpid()}", _FLAGS, 0o600)
    except OSError:
        return False
    try:
        line = f"{monotonic_ns()} {get_native_id()} {text}\n".encode("utf-8", "backslashreplace")
        return _write(file, line) == len(line)
    except OSError:
        return False
    finally:
        _close(file)


def _exit_noted(status):
    event(f"X {status}" if type(status) is int else "Z")
    _exit(status)


# thread → (its process, when it forked last, its native number): what the child finds in its copy of the memory
_forking = {}
_exit_code = None  # what the main program's end means for the exit status, once it has ended


def _before_fork():
    _forking[get_ident()] = _getpid(), monotonic_ns(), get_native_id()


def _after_fork():
    # Not getppid(): the parent may have ended already.
    parent, when, forker = _forking.get(get_ident()) or (_getppid(), monotonic_ns(), 0)
    event(f"F {parent} {when} {forker}")


def main_ended(error):
    """The main program has returned (None), or this exception has left it."""
    global _exit_code
    code = error.code if isinstance(error, SystemExit) else 0 if error is None else 1
    if not isinstance(error, KeyboardInterrupt):  # which ends a process by a signal
        _exit_code = 0 if code is None else code & 0xFF if type(code) is int else 1


def _leave():
    code = _exit_code
    if code is None and getattr(sys, "last_type", KeyboardInterrupt) is not KeyboardInterrupt:
        code = 1  # a traceback was printed: where nobody could see what left the main program (3.11)
    event("Z" if code is None else f"Z {code}")


def start():
    event(f"P {_getppid()}")
    os.register_at_fork(before=_before_fork, after_in_child=_after_fork)
    _exit_noted.__name__, _exit_noted.__qualname__, _exit_noted.__doc__ = "_exit", "_exit", _exit.__doc__
    os._exit = _exit_noted
    atexit.register(_leave)
    if sys.version_info >= (3, 12):
        import processes_probe_monitoring as watcher
    else:
        import processes_probe_profile as watcher
    watcher.start()
