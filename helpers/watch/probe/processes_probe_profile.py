"""Watches calls and waits with sys.setprofile (Python 3.11, which has no sys.monitoring).

The callback runs at every call and return of the process, so it must end: once a function has
reached its cap, or after MOST callbacks, it takes itself out, and says so. Threads are watched from their start on.

Calls of C functions from the program's own code are counted apart: a loop that looks at the clock until its
time is over makes very many, and they cost less.
"""

import sys

from processes_probe import CAP, event
from processes_probe_interest import begin, c_wait, interest_in, is_deep

MOST = 200_000  # callbacks, at about 0.2 µs each: 40 ms in a process's life
MOST_C = 4_000_000  # two a call, at about 0.1 µs each
RETURN_VALUE = 83  # the opcode, in 3.11 (opcode.opmap)
_interests = {}  # id of a code object → Interest, or (code,) for one without
_c_left = {}
_seen, _seen_c, _stopped = 0, 0, False


def _profile(frame, what, argument):
    global _seen, _seen_c
    if _stopped:  # by another thread
        sys.setprofile(None)
        return
    code = frame.f_code
    interest = _interests.get(id(code))
    if interest is None:
        interest = interest_in(code) or (code,)
        _interests[id(code)] = interest
    if type(interest) is tuple:
        _seen += 1
        if _seen > MOST:
            _stop()
        elif what == "call" and code.co_name == "start" and code.co_qualname == "Thread.start":
            threading = sys.modules.get("threading")
            if threading is not None and threading.getprofile() is None:
                threading.setprofile(_profile)
        return
    if what == "call":
        if interest.kind:
            if interest.left <= 0 or is_deep():
                _stop()
                return
            interest.left -= 1
            begin(interest, frame)
        elif interest.on_start:
            interest.on_start(frame)
    elif what == "return":
        if interest.kind:
            event("c" if interest.kind == "call" else "w")
        elif interest.on_return and code.co_code[frame.f_lasti] == RETURN_VALUE:  # and no exception's way out
            interest.on_return(frame, argument)
    elif interest.calls_c:
        found = c_wait(argument)
        if found is None:
            _seen_c += 1
            if _seen_c > MOST_C:
                _stop()
            return
        if what == "c_call":
            left = _c_left[found] = _c_left.get(found, CAP) - 1
            if left == -1:
                event(f"K {found[0]}-{found[1]} {found[1]}")
            if left >= 0:
                event(f"W {found[0]}-{found[1]} {found[0]} {found[1]}")
        elif _c_left.get(found, 0) >= 0:
            event("w")


def _stop():
    global _stopped
    event("Q")
    _stopped = True
    sys.setprofile(None)


def start():
    """Begin watching this process, and the ones it forks."""
    sys.setprofile(_profile)
