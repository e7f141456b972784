"""Watches calls and waits with sys.setprofile (Python 3.11, which has no sys.monitoring).

The callback runs at every call and return of the process, also of C functions. So it must find out fast that one is
of no interest: a C function by its name, other code by its file. Threads are watched from their start on.
"""

import sys

from processes_probe_builtins import NAMES, wait_in
from processes_probe_cells import DEEP
from processes_probe_interest import MIXED_FILES, Interest, interest_in, is_own

_IN_C = {"c_call", "c_return", "c_exception"}
RETURN_VALUE = 83  # the opcode, in 3.11 (opcode.opmap)
# No code of other files is of interest. Those of the standard library, by their folder and name.
_LIBRARY = ("multiprocessing/", "futures/", "/threading.py", "/queue.py", "/subprocess.py")
_files = {}  # file → {id of a code object in it → Interest, or (code,) for one without}; None: of no interest
_UNKNOWN = {}  # stays empty
_stopped = False


def _profile(frame, what, argument):
    if what in _IN_C:
        if argument.__name__ in NAMES:
            _c_called(frame, argument, what == "c_call")
    else:
        if _stopped:  # by another thread
            sys.setprofile(None)
            return
        code = frame.f_code
        interests = _files.get(code.co_filename, _UNKNOWN)
        if interests is None:
            return
        interest = interests.get(id(code))
        if interest is None:
            interest = _first(frame, code)
        if interest.__class__ is tuple:
            return
        if what == "call":
            if interest.begin:
                interest.begin(interest.number_for(frame) if interest.left > 0 else interest.number)
            elif interest.on_start:
                interest.on_start(frame)
        elif interest.end:
            interest.end(interest.number)
        elif interest.on_return and code.co_code[frame.f_lasti] == RETURN_VALUE:  # and no exception's way out
            interest.on_return(frame, argument)


def _first(frame, code):
    """Decide about a code object, and if it is the first of its file, about that."""
    file = code.co_filename
    if file not in _files:
        wanted = file in MIXED_FILES or is_own(code, frame) or any(part in file for part in _LIBRARY)
        _files.setdefault(file, {} if wanted else None)
    if _files[file] is None:
        return (code,)
    if code.co_name == "start" and code.co_qualname == "Thread.start" and file.endswith("/threading.py"):
        interest = Interest(code, on_start=_watch_new_threads)
    else:
        interest = interest_in(code, frame) or (code,)
    return _files[file].setdefault(id(code), interest)  # another thread's, if that was faster


def _watch_new_threads(frame):
    threading = sys.modules.get("threading")
    if threading is not None and threading.getprofile() is None:
        threading.setprofile(_profile)


def _c_called(frame, function, begins):
    """A C function with a name of interest was called, or returned: does it wait, and is it the program that called?"""
    interests = _files.get(frame.f_code.co_filename)
    interest = interests and interests.get(id(frame.f_code))
    if interest and interest.__class__ is Interest and interest.calls_c:
        wait = wait_in(function)
        if wait is not None:
            (wait.begin if begins else wait.end)(wait.number)


def stop(reason):
    """Watch no more, in this thread at once, in others at their next call."""
    global _stopped
    _stopped = True
    sys.setprofile(None)


def restart(reason):
    """Watch again, in a process whose parent had stopped."""
    global _stopped
    if reason != DEEP:  # the child is as deep in its calls
        _stopped = False
        _files.clear()
        sys.setprofile(_profile)


def end():
    """Watch nothing any more: the interpreter is about to take its modules apart, and ours with them."""
    sys.setprofile(None)


def start():
    """Begin watching this process, and the ones it forks."""
    sys.setprofile(_profile)
