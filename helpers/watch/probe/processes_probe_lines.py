"""Writes what happens rarely in this process: one line an event, one file a process.

Each is one write(2) to a file opened for appending and closed at once. That costs some microseconds, but survives
SIGKILL, and no descriptor of ours is ever among the program's, for it to close, inherit or count.

    TIME TID P PPID   Python started
    TIME TID F PPID WHEN FORKER   this process was forked, by thread FORKER of PPID just after WHEN
    TIME TID R ROLE   what this process is, as multiprocessing names it
    TIME TID N PID METHOD NAME   multiprocessing started child PID by this method, and named it NAME
    TIME TID S PID CODE   child PID was found to have ended with CODE (negative: by a signal)
    TIME TID X CODE   os._exit is called
    TIME TID Z [CODE]   the interpreter is shutting down, with this exit status, if the main program told
    TIME TID Q   calls and waits are recorded no more: there was no descriptor free, or no room
    TIME TID L   something else could not be noted: for the same reasons

TIME is time.monotonic_ns(). Names have no line breaks.
"""

import os
from _thread import get_native_id
from time import monotonic_ns

_FOLDER = os.environ.get("PROCESSES_COURSE_EVENTS", "")
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
# Bound early: the program may replace these names in `os`.
_open, _write, _close, _getpid = os.open, os.write, os.close, os.getpid
_lost = 0  # 1: an event could not be written; 2: and that has been noted


def event(text):
    """Append one event of this process and thread. One that can't be written is lost; the next one that can says so."""
    global _lost
    if _lost == 1 and _append("L"):
        _lost = 2
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
