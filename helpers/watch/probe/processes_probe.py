"""The probe's main module: starts its parts, and sees to it that a forked process has files of its own.

    the program's threads                                  the supervisor, when the program has ended
      │ callbacks (_monitoring, _profile), asked of _interest               ▲
      ├── calls and waits ──stores──► PID-0, PID-1 …  memory of files ──────┤ read_events
      └── rare events ──write(2)────► PID             lines of text ────────┘
                                      both in the events folder

In a forked process:   hooks ──► leaves the parent's memory alone; PID-0 … of its own at its first call

A process writes its own files, nobody else's; they are read when it has ended, however it did. The cells in memory
are described in processes_probe_cells, the lines in processes_probe_lines.
"""

import atexit
import os
import sys
from _thread import get_ident, get_native_id
from time import monotonic_ns

import processes_probe_cells as cells
import processes_probe_ends as ends
from processes_probe_hello import hello
from processes_probe_lines import event

if sys.version_info >= (3, 12):
    import processes_probe_monitoring as watcher
else:
    import processes_probe_profile as watcher

_getpid, _getppid = os.getpid, os.getppid  # bound early: the program may replace these names
# thread → (its process, when it forked last, its native number): what the child finds in its copy of the memory
_forking = {}


def _before_fork():
    _forking[get_ident()] = _getpid(), monotonic_ns(), get_native_id()


def _after_fork():
    hello()
    reason = cells.renew()
    # Not getppid(): the parent may have ended already.
    parent, when, forker = _forking.get(get_ident()) or (_getppid(), monotonic_ns(), 0)
    event(f"F {parent} {when} {forker}")
    if reason:
        watcher.restart(reason)


def _forked_unseen():
    _forking.clear()
    _after_fork()


def _stopped(reason):
    watcher.stop(reason)
    if reason == cells.FAILED:
        event("Q")


def start():
    hello()
    event(f"P {_getppid()}")
    os.register_at_fork(before=_before_fork, after_in_child=_after_fork)
    atexit.register(watcher.end)  # runs last, being the first that is registered
    ends.start()
    cells.start(_stopped, _forked_unseen)
    watcher.start()
