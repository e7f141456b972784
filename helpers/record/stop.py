"""Ending a process tree so that nothing of it is left, whatever its processes do.

Killing one process after another loses the race against a program that forks faster. So the tree is
frozen first: SIGSTOP can't be caught, and a fork in progress is broken off by it. A tree of which every
process is frozen forks no more, and can then be killed whole.

Freezing has a race of its own: fifty processes that fork leave the supervisor a fiftieth of the CPUs, and
each look through /proc finds more of them. So a whole process group is stopped by one call, which the kernel
carries out while none of its members runs; and what is found outside it is also made to yield (nice 19, which
its children inherit), so that the supervisor is the faster one.

Only multiprocessing's resource tracker may go on when all others are dead: it removes the semaphores and the shared
memory that they have left, which would lie in memory until the machine is started anew.
"""

import os
import time

from . import procfs

SIGKILL = 9
SIGCONT = 19 if os.uname().sysname == "Darwin" else 18
SIGSTOP = 17 if os.uname().sysname == "Darwin" else 19
LEAST_URGENT = 19
TURN_S, TURNS, TRACKER_TURNS = 0.002, 50, 1000  # a tracker has two seconds; it takes milliseconds


def hurry() -> bool:
    """Go before all ordinary processes, from now on; what this process forks does not (sched(7)).

    It takes a privilege (CAP_SYS_NICE); returns whether this process has it.
    """
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(1))
    except (OSError, AttributeError):
        return False
    return True


def be_ordinary() -> None:
    """The end of `hurry`."""
    try:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    except (OSError, AttributeError):
        pass


def send(pid: int, signal: int) -> None:
    try:
        os.kill(pid, signal)
    except (ProcessLookupError, PermissionError):  # gone; or set-user-ID, which we may not end
        pass


def send_group(group: int, signal: int) -> None:
    try:
        os.killpg(group, signal)
    except (ProcessLookupError, PermissionError):
        pass


def make_yield(pid: int) -> None:
    try:
        os.setpriority(os.PRIO_PROCESS, pid, LEAST_URGENT)
    except OSError:
        pass


def make_group_yield(group: int) -> None:
    """Let all others go before the processes of this group, and before what they fork."""
    try:
        os.setpriority(os.PRIO_PGRP, group, LEAST_URGENT)
    except OSError:
        pass


def freeze(ancestor: int) -> set[int]:
    """Stop every process below `ancestor` and return their PIDs; none of them forks any more."""
    frozen: set[int] = set()
    while True:
        everybody = procfs.parents()
        alive = procfs.descendants(ancestor, everybody)
        new = alive - frozen
        if not new:
            return alive
        # Only groups that one of them leads: on the command line, the program is in the group of who started it.
        for group in {everybody[pid][1] for pid in new} & alive:
            send_group(group, SIGSTOP)
        for pid in new:
            make_yield(pid)
            send(pid, SIGSTOP)
        frozen |= new


def end_tree(
    ancestor: int,
    on_reaped=lambda pid, status: None,
    on_frozen=lambda: None,
    group: int | None = None,
    patience_s: float = 20.0,
) -> bool:
    """Kill every process below `ancestor` and collect the calling process's children.

    Most of them are in the process group `group`, if that is given. `on_reaped(pid, status)` is told of each that was collected; `on_frozen()` is called when no process of the tree
    runs any more. Returns whether nothing is left.
    """
    if reap(on_reaped):  # without children there is no tree; looking through /proc takes time
        return True
    hurry()
    if group:
        send_group(group, SIGSTOP)  # before the first look through /proc: that takes long while hundreds fork
    try:
        deadline = time.monotonic() + patience_s
        alive = freeze(ancestor)
        on_frozen()
        spared = {pid for pid in alive if procfs.is_resource_tracker(pid)}
        while time.monotonic() < deadline:
            for pid in alive - spared:
                send(pid, SIGKILL)
            for pid in spared:
                send(pid, SIGCONT)
            # The killed ones fall to us, their nearest subreaper, one level at a time.
            for _ in range(TRACKER_TURNS if spared else TURNS):
                if reap(on_reaped):
                    return True
                time.sleep(TURN_S)
            alive, spared = freeze(ancestor), set()
        return False
    finally:
        be_ordinary()


def reap(on_reaped=lambda pid, status: None) -> bool:
    """Collect the caller's ended children. Returns True if it has no children left at all."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return True
        if pid == 0:
            return False
        on_reaped(pid, status)
