"""Watches calls and waits with sys.monitoring (Python 3.12 and newer).

PY_START is on for all code, but each code object without interest switches itself off at its first call, so
what is left costs nothing. The other events are switched on only for the code objects of interest.
"""

import sys

from processes_probe_builtins import wait_in
from processes_probe_cells import DEEP
from processes_probe_interest import interest_in

monitoring = sys.monitoring
EVENTS, DISABLE = monitoring.events, monitoring.DISABLE
NAME = "processes course"
TOOL = 4  # 0, 1, 2 and 5 are spoken for: debuggers, coverage, profilers, optimizers
# Unwinding and throwing can only be watched for all code at once.
EVERYWHERE = EVENTS.PY_START | EVENTS.PY_UNWIND | EVENTS.PY_THROW
_interests = {}  # id of a code object → Interest
_stopped = False  # only what has nothing to do with calls and waits is still of interest
_getframe = sys._getframe


def _started(code, offset):
    try:
        interest = _interests[id(code)]
    except KeyError:
        return _first(code)
    if interest.begin:
        if interest.begin(interest.number_for(_getframe(1)) if interest.left > 0 else interest.number) is False:
            return DISABLE
    elif interest.on_start:
        interest.on_start(_getframe(1))
    else:
        return DISABLE


def _first(code):
    interest = interest_in(code, _getframe(2))
    if interest is None:
        return DISABLE
    wanted = 0
    if interest.begin:
        if _stopped:
            return DISABLE
        wanted |= EVENTS.PY_RETURN | EVENTS.PY_YIELD | EVENTS.PY_RESUME
    if interest.on_return:
        wanted |= EVENTS.PY_RETURN
    if interest.calls_c and not _stopped:
        wanted |= EVENTS.CALL
    interest = _interests.setdefault(id(code), interest)  # another thread's, if that was faster
    monitoring.set_local_events(TOOL, code, wanted)
    if interest.begin:
        interest.begin(interest.number_for(_getframe(2)) if interest.left > 0 else interest.number)
    elif interest.on_start:
        interest.on_start(_getframe(2))


def _resumed(code, offset, *exception):
    interest = _interests.get(id(code))
    if interest is not None and interest.begin:
        interest.begin(interest.number_for(_getframe(1)) if interest.left > 0 else interest.number)


def _ended(code, offset, value):
    interest = _interests.get(id(code))
    if interest is not None:
        if interest.end:
            interest.end(interest.number)
        elif interest.on_return:
            interest.on_return(_getframe(1), value)


def _unwound(code, offset, exception):
    interest = _interests.get(id(code))
    if interest is not None:
        if interest.end:
            interest.end(interest.number)
        elif interest.on_unwind:
            interest.on_unwind(_getframe(1), exception)


def _c_call(code, offset, function, first):
    wait = wait_in(function, first)
    if wait is None:
        # At once, not after some more: what isn't watched can't be disturbed by a signal's handler.
        return DISABLE
    wait.begin(wait.number)


def _c_ended(code, offset, function, first):
    wait = wait_in(function, first)
    if wait is not None:
        wait.end(wait.number)


_CALLBACKS = {
    EVENTS.PY_START: _started,
    EVENTS.PY_RESUME: _resumed,
    EVENTS.PY_THROW: _resumed,
    EVENTS.PY_RETURN: _ended,
    EVENTS.PY_YIELD: _ended,
    EVENTS.PY_UNWIND: _unwound,
    EVENTS.CALL: _c_call,
    EVENTS.C_RETURN: _c_ended,
    EVENTS.C_RAISE: _c_ended,
}


def stop(reason):
    """Watch no more calls and waits; and in a frame as deep as the interpreter allows, where a callback would fail for
    want of one, nothing at all."""
    global _stopped
    _stopped = True
    for interest in list(_interests.values()):
        interest.begin = interest.end = None
        monitoring.set_local_events(TOOL, interest.code, EVENTS.PY_RETURN if interest.on_return else 0)
    if reason == DEEP:
        end()


def restart(reason):
    """Watch calls and waits again, in a process whose parent had stopped."""
    global _stopped
    if reason != DEEP:  # the child is as deep in its calls
        _stopped = False
        _interests.clear()
        monitoring.restart_events()


def end():
    """Watch nothing any more: the interpreter is about to take its modules apart, and ours with them."""
    if monitoring.get_tool(TOOL) == NAME:
        monitoring.set_events(TOOL, 0)
        for kind in _CALLBACKS:
            monitoring.register_callback(TOOL, kind, None)


def start():
    """Begin watching this process, and the ones it forks. Quietly does nothing if the tool's place is taken."""
    try:
        monitoring.use_tool_id(TOOL, NAME)
    except ValueError:
        return
    for kind, callback in _CALLBACKS.items():
        monitoring.register_callback(TOOL, kind, callback)
    monitoring.set_events(TOOL, EVERYWHERE)
