"""Watches calls and waits with sys.monitoring (Python 3.12 and newer).

PY_START is on for all code, but each code object without interest switches itself off at its first call, so
what is left costs nothing. The other events are switched on only for the code objects of interest.
"""

import sys

from processes_probe import CAP, event
from processes_probe_interest import begin, c_wait, interest_in, is_deep

monitoring = sys.monitoring
EVENTS, DISABLE = monitoring.events, monitoring.DISABLE
TOOL = 4  # 0, 1, 2 and 5 are spoken for: debuggers, coverage, profilers, optimizers
_interests = {}  # id of a code object → Interest
_c_left = {}  # name of a C function that waits → calls left to record
_getframe = sys._getframe


def _started(code, offset):
    interest = _interests.get(id(code))
    if interest is None:
        interest = interest_in(code)
        if interest is None:
            return DISABLE
        _interests[id(code)] = interest
        wanted = 0
        if interest.kind:
            wanted |= EVENTS.PY_RETURN | EVENTS.PY_YIELD | EVENTS.PY_RESUME
        if interest.on_return:
            wanted |= EVENTS.PY_RETURN
        if interest.calls_c:
            wanted |= EVENTS.CALL
        monitoring.set_local_events(TOOL, code, wanted)
    if interest.kind:
        return _begin(code, interest)
    if interest.on_start:
        interest.on_start(_getframe(1))


def _begin(code, interest):
    if is_deep():
        return _stop()
    if interest.left <= 0:
        if interest.left >= 0:
            interest.left = -1
            event(f"K {interest.number} {interest.name}")
            # Its waits in C functions stay of interest; its calls and returns no more.
            monitoring.set_local_events(TOOL, code, EVENTS.CALL if interest.calls_c else 0)
        return DISABLE
    interest.left -= 1
    begin(interest, _getframe(2))


def _resumed(code, offset, *exception):
    interest = _interests.get(id(code))
    if interest is not None and interest.kind:
        return _begin(code, interest)


def _ended(code, offset, value):
    interest = _interests.get(id(code))
    if interest is None:
        return
    if interest.kind:
        if interest.left >= 0:
            event("c" if interest.kind == "call" else "w")
    elif interest.on_return:
        interest.on_return(_getframe(1), value)


def _unwound(code, offset, exception):
    interest = _interests.get(id(code))
    if interest is None:
        return
    if interest.on_unwind:
        interest.on_unwind(_getframe(1), exception)
    elif interest.kind and interest.left >= 0:
        event("c" if interest.kind == "call" else "w")


def _c_call(code, offset, function, first):
    found = c_wait(function, first)
    if found is None:
        # At once, not after some more: what isn't watched can't be disturbed by a signal's handler.
        return DISABLE
    left = _c_left[found] = _c_left.get(found, CAP) - 1
    if left < 0:
        if left == -1:
            event(f"K {found[0]}-{found[1]} {found[1]}")
        return DISABLE
    event(f"W {found[0]}-{found[1]} {found[0]} {found[1]}")


def _c_ended(code, offset, function, first):
    found = c_wait(function, first)
    if found is not None and _c_left.get(found, 0) >= 0:
        event("w")


def _stop():
    """Watch no more: in a frame as deep as the interpreter allows, a callback would fail for want of one."""
    event("Q")
    monitoring.set_events(TOOL, 0)
    for kind in _CALLBACKS:
        monitoring.register_callback(TOOL, kind, None)


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


def start():
    """Begin watching this process, and the ones it forks. Quietly does nothing if the tool's place is taken."""
    try:
        monitoring.use_tool_id(TOOL, "processes course")
    except ValueError:
        return
    for kind, callback in _CALLBACKS.items():
        monitoring.register_callback(TOOL, kind, callback)
    # Unwinding and throwing can only be watched for all code at once.
    monitoring.set_events(TOOL, EVENTS.PY_START | EVENTS.PY_UNWIND | EVENTS.PY_THROW)
