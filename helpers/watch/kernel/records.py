"""What a kernel layer hands on: a change in the process tree, an entry in its history, a turn on a CPU.

Classes with slots, written out: the layers are loaded before every program starts, and dataclasses, typing or
collections would make it start 2 to 9 ms later. All times are CLOCK_MONOTONIC ns.
"""

from __future__ import annotations


class Change:
    """Something happened to the tree just now: `what` is "fork" (a new process) or "exit" (of a thread)."""

    __slots__ = ("pid", "tid", "what")

    def __init__(self, what: str, pid: int, tid: int):
        self.what, self.pid, self.tid = what, pid, tid

    @property
    def ends_process(self) -> bool:
        """Whether the process lost its first thread, which is as good as its end."""
        return self.what == "exit" and self.pid == self.tid


class Task:
    """One entry in the tree's history: `what` is "fork", "thread", "exit" or "exec".

    `ppid` and `ptid` are the process and the thread that forked; `name` is that of the program after an exec.
    """

    __slots__ = ("name", "pid", "ppid", "ptid", "tid", "time", "what")

    def __init__(self, time: int, what: str, pid: int, tid: int, ppid: int = 0, ptid: int = 0, name: str = ""):
        self.time, self.what, self.pid, self.tid = time, what, pid, tid
        self.ppid, self.ptid, self.name = ppid, ptid, name


class Turn:
    """A thread was on a CPU from `start` to `end`; `preempted` if it was made to leave."""

    __slots__ = ("cpu", "end", "pid", "preempted", "start", "tid")

    def __init__(self, pid: int, tid: int, cpu: int, start: int, end: int, preempted: bool = False):
        self.pid, self.tid, self.cpu, self.start, self.end, self.preempted = pid, tid, cpu, start, end, preempted

    def __repr__(self) -> str:
        how = ", preempted" if self.preempted else ""
        return f"Turn({self.tid} of {self.pid} on {self.cpu}, {self.start} to {self.end}{how})"
