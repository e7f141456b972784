"""The four kinds of things that a Recording is made of. All times are nanoseconds since the program started."""

from __future__ import annotations

from dataclasses import dataclass

HELPERS = ("resource tracker", "fork server")  # the roles of what multiprocessing starts for itself (roles.py)


@dataclass(frozen=True)
class Process:
    """One process. `ppid` is the PID of the process that forked it, whoever adopted it later."""

    pid: int
    ppid: int
    role: str
    created_ns: int
    first_ran_ns: int | None = None
    exited_ns: int | None = None
    exit_code: int | None = None
    signal: str | None = None
    collected_ns: int | None = None
    cpu_ns: int | None = None
    threads: tuple[int, ...] = ()

    @property
    def is_helper(self) -> bool:
        """Whether multiprocessing started this process for itself, not the program."""
        return self.role.startswith(HELPERS)

    @property
    def start_ns(self) -> int:
        return self.created_ns

    @property
    def end_ns(self) -> int | None:
        return self.exited_ns


@dataclass(frozen=True)
class OnCpu:
    """A thread was on a CPU from `start_ns` to `end_ns`; `preempted` if it was made to leave."""

    pid: int
    tid: int
    cpu: int
    start_ns: int
    end_ns: int
    preempted: bool = False


@dataclass(frozen=True)
class Span:
    """A call of one of the program's functions (kind ``"call"``), or a wait (any other kind).

    `cut` says that it never came to its end: its process died in it, or became another program.
    `unrecorded` says that recording stopped while it went on, at `end_ns`; nothing is known of its end, and of what its
    process called from then on. It is never `cut`. (Recordings made before this field was there don't have it in their
    JSON.)
    """

    pid: int
    tid: int
    kind: str
    name: str
    start_ns: int
    end_ns: int
    cut: bool = False
    unrecorded: bool = False

    @property
    def function(self) -> str:
        """The name without its arguments: ``"task"`` for ``"task(3)"``."""
        return self.name.partition("(")[0]


@dataclass(frozen=True)
class Output:
    """A chunk of text that process `pid` wrote to `stream`, in the order of arrival; 0 if its writer is not known."""

    pid: int
    time_ns: int
    stream: str
    text: str
