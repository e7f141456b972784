"""Which code is worth an event: the program's own functions, and the standard library's places to wait.

`interest_in(code, frame)` is asked once for each code object that runs. Waits are recognised by where they are
defined, so nothing is imported or replaced for it, and a program's traceback shows no frame of ours.
"""

import os

from processes_probe_cells import begin, begin_brief, end, end_brief, label, number_of
from processes_probe_ends import main_ended
from processes_probe_lines import event

OPTIMIZED = 1  # co_flags: set for functions, not for modules and class bodies (inspect.CO_OPTIMIZED)
LABELLED = 300  # calls of one function that are shown with their arguments
BRIEF = ("read", "write")  # kinds of wait that are kept only where they took long

_PROGRAM = os.environ.get("PROCESSES_COURSE_PROGRAM", "")
_MODULE = os.environ.get("PROCESSES_COURSE_MODULE", "")
OWN_FILES = {_PROGRAM, os.path.realpath(_PROGRAM), os.environ.get("PROCESSES_COURSE_PROGRAM_AS_TYPED", _PROGRAM)}
if not _PROGRAM:  # run with -m or -c, or by another program
    OWN_FILES.clear()
OWN_FOLDERS = tuple(file + "/" for file in OWN_FILES)  # where the program is a folder, or a zip file
MAINS = ("__main__", "__mp_main__")
DYNAMIC = "<dynamic-code>"  # the file of functions that cloudpickle 3.1 and newer brings to another process (joblib)
STRING = "<string>"  # that of -c; and of named tuples and data classes, which make their code
MIXED_FILES = {DYNAMIC, STRING} if _MODULE == "-c" else {DYNAMIC}  # some of their code may be the program's own

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
    # Not send_bytes and recv_bytes: each message of a queue goes through them, within a wait that is seen anyway.
    "_ConnectionBase.send": ("multiprocessing/connection.py", "write"),
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
    """What to do about one code object: `begin(number)` and `end(number)` if it is a call or a wait (else None).

    `left` is how many of its calls are still to be shown with their arguments, whose names are `arguments`.
    """

    __slots__ = ("code", "number", "name", "begin", "end", "arguments", "left", "on_start", "on_return", "on_unwind",
                 "calls_c")  # fmt: skip

    def __init__(self, code, kind=None, name="", on_start=None, on_return=None, on_unwind=None, calls_c=False):
        self.code = code  # kept, so that its id stays its own
        self.name, self.begin, self.end, self.left = name, None, None, 0
        self.on_start, self.on_return, self.on_unwind, self.calls_c = on_start, on_return, on_unwind, calls_c
        if kind:
            self.number = number_of(kind, name)
            self.begin, self.end = (begin_brief, end_brief) if kind in BRIEF else (begin, end)
        if kind == "call":
            self.arguments = arguments_of(code)
            self.left = LABELLED if self.arguments else 0

    def number_for(self, frame):
        """The number for this very call, ``task(3)``, where every argument is plain and short, else for ``task``.

        Runs no code of the program's.
        """
        self.left -= 1
        local, shown = frame.f_locals, []
        for name in self.arguments:
            value = local.get(name)
            if type(value) not in (int, float, str, bool, type(None)):
                return self.number
            shown.append(ascii(value))
        text = ", ".join(shown)
        return label(self.number, f"{self.name}({text})") if len(text) <= 24 else self.number


def arguments_of(code):
    """The names of the arguments to write into a span, or () where that would say nothing or too much."""
    names = code.co_varnames[: code.co_argcount]
    if names[:1] in (("self",), ("cls",)):
        names = names[1:]
    return names if 1 <= len(names) <= 3 and not code.co_flags & 12 else ()  # 12: *args or **kwargs


def is_own(code, frame):
    """Whether the program's file defines this code, here or in the process that it was pickled in."""
    file = code.co_filename
    if file in OWN_FILES or file.startswith(OWN_FOLDERS):
        return True
    if file == DYNAMIC:
        return frame.f_globals.get("__file__") in OWN_FILES
    return not _PROGRAM and _is_of_module(file, frame.f_globals.get("__name__"))


def _is_of_module(file, name):
    """Where no file is named: what stands in the main module, and in the modules of the package that was named."""
    if type(name) is not str:
        return False
    if file == STRING:
        return name == "__main__" and _MODULE == "-c"
    return name in MAINS or (_MODULE != "" and (name == _MODULE or name.startswith(_MODULE + ".")))


def interest_in(code, frame):
    """The Interest in this code object, which `frame` runs; or None."""
    if is_own(code, frame):
        if code.co_name == "<module>":
            return Interest(code, on_return=_note_main_returned, on_unwind=_note_main_left, calls_c=True)
        if not code.co_flags & OPTIMIZED:
            return Interest(code, calls_c=True)  # a class body: no span, but it may wait
        name = code.co_qualname.rpartition("<locals>.")[2]
        if name.startswith("<") and name != "<lambda>":
            return Interest(code, calls_c=True)  # a comprehension is part of the function around it
        return Interest(code, kind="call", name=name.replace("<lambda>", "lambda"), calls_c=True)
    file, qualname = code.co_filename, code.co_qualname
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
