"""Which code is worth an event: the program's own functions, and the standard library's places to wait.

`interest_in(code)` is asked once for each code object that runs. Waits are recognised by where they are defined,
so nothing is imported or replaced for it, and a program's traceback shows no frame of ours.
"""

import os
import sys
import time

from processes_probe import CAP, event, main_ended

OPTIMIZED = 1  # co_flags: set for functions, not for modules and class bodies (inspect.CO_OPTIMIZED)

_PROGRAM = os.environ.get("PROCESSES_COURSE_PROGRAM", "")
OWN_FILES = {_PROGRAM, os.path.realpath(_PROGRAM), os.environ.get("PROCESSES_COURSE_PROGRAM_AS_TYPED", _PROGRAM)}

# qualified name → (end of the file's path, kind of wait)
_WAITS = {
    "BaseProcess.join": ("multiprocessing/process.py", "join"),
    "Thread.join": ("/threading.py", "join"),
    "Pool.join": ("multiprocessing/pool.py", "join"),
    "ApplyResult.get": ("multiprocessing/pool.py", "result"),
    "ApplyResult.wait": ("multiprocessing/pool.py", "result"),
    "IMapIterator.next": ("multiprocessing/pool.py", "result"),
    "Future.result": ("futures/_base.py", "result"),
    "Future.exception": ("futures/_base.py", "result"),
    "ProcessPoolExecutor.shutdown": ("futures/process.py", "join"),
    "ThreadPoolExecutor.shutdown": ("futures/thread.py", "join"),
    "Queue.get": (("multiprocessing/queues.py", "/queue.py"), "get"),
    "Queue.put": (("multiprocessing/queues.py", "/queue.py"), "put"),
    "SimpleQueue.get": ("multiprocessing/queues.py", "get"),
    "SimpleQueue.put": ("multiprocessing/queues.py", "put"),
    "JoinableQueue.put": ("multiprocessing/queues.py", "put"),
    "JoinableQueue.join": ("multiprocessing/queues.py", "join"),
    "_ConnectionBase.recv": ("multiprocessing/connection.py", "get"),
    "SemLock.__enter__": ("multiprocessing/synchronize.py", "acquire"),
    "Condition.wait": (("multiprocessing/synchronize.py", "/threading.py"), "wait"),
    "Event.wait": (("multiprocessing/synchronize.py", "/threading.py"), "wait"),
    "Barrier.wait": ("/threading.py", "wait"),
    "Popen.wait": ("/subprocess.py", "wait"),
    "Popen.communicate": ("/subprocess.py", "wait"),
}
_NAMES = {"__enter__": "acquire"}


def _note_role(frame):
    event(f"R {frame.f_locals['self']._name}")


def _note_helper(role):
    return lambda frame: event(f"R {role}")


def _note_subprocess_status(frame):
    local = frame.f_locals
    event(f"S {local['self'].pid} {os.waitstatus_to_exitcode(local['sts'])}")


# qualified name → (end of the file's path, what to do when it is called)
_STARTS = {
    "BaseProcess._bootstrap": ("multiprocessing/process.py", _note_role),
    "_process_worker": ("futures/process.py", _note_helper("executor worker")),
    "Popen._handle_exitstatus": ("/subprocess.py", _note_subprocess_status),
}
_HELPERS = {"resource_tracker.py": "resource tracker", "forkserver.py": "fork server"}

# C functions and methods that wait, by identity and by (type of self, name)
C_WAITS = {id(time.sleep): ("sleep", "sleep")}
C_WAITS |= {
    id(getattr(os, name)): ("wait", name)
    for name in ("wait", "waitpid", "wait3", "wait4", "waitid")
    if hasattr(os, name)
}
C_METHODS = {("SemLock", "acquire"), ("lock", "acquire"), ("RLock", "acquire")}
_BUILTIN, _METHOD = type(len), type(list.append)


def _note_started_child(frame, value):
    process = frame.f_locals["self"]
    event(f"N {process._popen.pid} {process._popen.method} {process._name}")


def _note_status(frame, code):
    if code is not None:
        event(f"S {frame.f_locals['self'].pid} {code}")


def _note_main_returned(frame, value):
    if frame.f_globals.get("__name__") == "__main__":  # and not the same file, read again by a spawned child
        main_ended(None)


def _note_main_left(frame, error):
    if frame.f_globals.get("__name__") == "__main__":
        main_ended(error)


# qualified name → (end of the file's path, what to do when it has returned)
_RETURNS = {
    "BaseProcess.start": ("multiprocessing/process.py", _note_started_child),
    "Popen.poll": (("multiprocessing/popen_fork.py", "multiprocessing/popen_forkserver.py"), _note_status),
}


class Interest:
    """What to do about one code object; `left` counts down to the cap."""

    __slots__ = ("calls_c", "code", "kind", "label", "left", "name", "number", "on_return", "on_start", "on_unwind")
    how_many = 0

    def __init__(self, code, kind=None, name="", on_start=None, on_return=None, on_unwind=None, calls_c=False):
        self.code = code  # kept, so that its id stays its own
        self.kind, self.name, self.left = kind, name, CAP
        Interest.how_many += 1
        self.number = Interest.how_many
        self.on_start, self.on_return, self.on_unwind, self.calls_c = on_start, on_return, on_unwind, calls_c
        self.label = label_of(code)


def interest_in(code):
    """The Interest in this code object, or None."""
    file = code.co_filename
    if file in OWN_FILES:
        if code.co_name == "<module>":
            return Interest(code, on_return=_note_main_returned, on_unwind=_note_main_left, calls_c=True)
        if not code.co_flags & OPTIMIZED:
            return Interest(code, calls_c=True)  # a class body: no span, but it may wait
        name = code.co_qualname.rpartition("<locals>.")[2]
        if name.startswith("<") and name != "<lambda>":
            return Interest(code, calls_c=True)  # a comprehension is part of the function around it
        return Interest(code, kind="call", name=name.replace("<lambda>", "lambda"), calls_c=True)
    qualname = code.co_qualname
    found = _WAITS.get(qualname)
    if found and file.endswith(found[0]):
        name = qualname.rpartition(".")[2]
        return Interest(code, kind=found[1], name=_NAMES.get(name, name))
    found = _STARTS.get(qualname)
    if found and file.endswith(found[0]):
        return Interest(code, on_start=found[1])
    found = _RETURNS.get(qualname)
    if found and file.endswith(found[0]):
        return Interest(code, on_return=found[1])
    base = file.rpartition("/")[2]
    if qualname == "main" and base in _HELPERS and file.endswith("multiprocessing/" + base):
        return Interest(code, on_start=_note_helper(_HELPERS[base]))
    return None


def begin(interest, frame):
    """Write that a call or a wait begins."""
    if interest.kind == "call":
        event(f"C {interest.number} {called_as(interest, frame)}")
    else:
        event(f"W {interest.number} {interest.kind} {interest.name}")


def is_deep():
    """Whether half of the frames that the interpreter allows are in use.

    A callback of ours needs a few itself. In a program that recurses without end they would run out in the midst of
    a callback, and its traceback would show that.
    """
    try:
        sys._getframe(sys.getrecursionlimit() // 2)
    except ValueError:
        return False
    return True


def label_of(code):
    """The names of the arguments to write into a span, or () where that would say nothing or too much."""
    names = code.co_varnames[: code.co_argcount]
    if names[:1] in (("self",), ("cls",)):
        names = names[1:]
    return names if 1 <= len(names) <= 3 and not code.co_flags & 12 else ()  # 12: *args or **kwargs


def called_as(interest, frame):
    """``task(3)`` where every argument is plain and short, else ``task``. Runs no code of the program's."""
    if not interest.label:
        return interest.name
    local, shown = frame.f_locals, []
    for name in interest.label:
        value = local.get(name)
        if type(value) not in (int, float, str, bool, type(None)):
            return interest.name
        shown.append(ascii(value))
    text = ", ".join(shown)
    return f"{interest.name}({text})" if len(text) <= 24 else interest.name


def c_wait(function, first=None):
    """(kind, name) if this C function is one that waits, else None."""
    found = C_WAITS.get(id(function))
    if found:
        return found
    kind = type(function)
    if kind is _BUILTIN and (type(function.__self__).__name__, function.__name__) in C_METHODS:
        return "acquire", "acquire"
    if kind is _METHOD and (type(first).__name__, function.__name__) in C_METHODS:
        return "acquire", "acquire"
    return None
