"""Which functions written in C are worth an event: those that wait. A function is known by its identity, a method by
the name of its type and its own."""

import builtins
import os
import time

from processes_probe_cells import begin, begin_brief, end, end_brief, number_of

_BUILTIN, _METHOD = type(len), type(list.append)


class Wait:
    """A kind of wait in C: `begin(number)` and `end(number)`."""

    __slots__ = ("kind", "name", "function", "number", "begin", "end")

    def __init__(self, kind, name, function=None):
        self.kind, self.name, self.number = kind, name, None
        self.function = function  # kept, so that its id stays its own
        brief = kind in ("read", "write")
        self.begin, self.end = (begin_brief, end_brief) if brief else (begin, end)


_functions = {id(time.sleep): Wait("sleep", "sleep", time.sleep), id(input): Wait("read", "input", builtins.input)}
for name in ("wait", "waitpid", "wait3", "wait4", "waitid", "read", "write"):
    if function := getattr(os, name, None):
        _functions[id(function)] = Wait(name if name in ("read", "write") else "wait", name, function)
_methods = {(kind, "acquire"): Wait("acquire", "acquire") for kind in ("SemLock", "lock", "RLock")}
for name in ("read", "readline", "readlines"):
    _methods[("TextIOWrapper", name)] = _methods[("BufferedReader", name)] = Wait("read", name)
NAMES = {wait.name for wait in (*_functions.values(), *_methods.values())}  # no other C function is of interest


def wait_in(function, first=None):
    """The Wait that a call of this C function is, with its number; else None. `first` is a method's object."""
    wait = _functions.get(id(function))
    if wait is None:
        kind = type(function)
        if kind is _BUILTIN:
            wait = _methods.get((type(function.__self__).__name__, function.__name__))
        elif kind is _METHOD:
            wait = _methods.get((type(first).__name__, function.__name__))
        if wait is None:
            return None
    if wait.number is None:
        number = number_of(wait.kind, wait.name)
        if wait.number is None:  # else another thread was faster
            wait.number = number
    return wait
