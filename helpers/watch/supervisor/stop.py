"""Ending a process tree so that nothing of it is left, whatever its processes do.

First the tree is frozen: SIGSTOP can't be caught, and what is stopped forks no more. A whole process group is frozen by
one call. What is outside it is looked for in /proc and frozen one by one; and there is a race in that: a process that
is told to stop in the midst of a fork ends the fork first, and the child runs on. (What is sent to a group reaches such
children too: copy_process in the kernel's fork.c, since Linux 4.19.) A program that forks fast enough wins this race,
for each look takes longer than a fork.

Then all are killed. SIGKILL breaks a fork off; and whatever was forked before becomes the caller's own child when its
parent is dead. To look for its children takes the caller far less time than a fork, so this race it wins.

Only multiprocessing's resource tracker may go on when all others are dead: it removes the semaphores and the shared
memory that they have left, which would lie in memory until the machine is started anew.
"""

import os
import time

from ..kernel import procfs

SIGKILL = 9
SIGCONT = 19 if os.uname().sysname == "Darwin" else 18
SIGSTOP = 17 if os.uname().sysname == "Darwin" else 19
LEAST_URGENT = 19
TURN_S, LOOK_S = 0.002, 0.1
TRACKER_S = 2  # it takes milliseconds
LOOKS, SETTLING_TURNS = 6, 100


def hurry() -> bool:
    """Go before all ordinary processes, from now on; what this process forks does not (sched(7)).

    It takes a privilege (CAP_SYS_NICE). Returns whether this process has it.
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


def freeze(ancestor: int) -> dict[int, str]:
    """Stop every process below `ancestor`, and return their PIDs and states: of all of them, unless they fork too fast.

    A process may wait in the kernel for what never comes; when only such ones are left, nobody waits for them.
    """
    frozen: set[int] = set()
    looks, settling = LOOKS, SETTLING_TURNS
    while True:
        table = procfs.everybody()
        alive = procfs.descendants(ancestor, table)
        new = alive - frozen
        # Only groups that one of them leads: on the command line, the program is in the group of who started it.
        for group in {table[pid].group for pid in new} & alive:
            send_group(group, SIGSTOP)
        for pid in new:
            make_yield(pid)
            send(pid, SIGSTOP)
        looks, settling = (looks - 1, settling) if new else (looks, settling - 1)
        if looks == 0 or settling == 0 or (not new and all(table[pid].state in "TtZX" for pid in alive)):
            return {pid: table[pid].state for pid in alive}
        frozen |= new
        time.sleep(TURN_S)


def end_tree(
    ancestor: int,
    on_reaped=lambda pid, status: None,
    on_frozen=lambda: None,
    group: int | None = None,
    patience_s: float = 20.0,
) -> bool:
    """Kill every process below `ancestor`, which is the caller, and collect its children.

    Most of them are in the process group `group`, if that is given. `on_reaped(pid, status)` is told of each that was
    collected; `on_frozen()` is called when no process of the tree runs any more. Returns whether nothing is left.
    """
    if reap(on_reaped):  # without children there is no tree; looking through /proc takes time
        return True
    hurry()
    if group:
        send_group(group, SIGSTOP)  # before the first look through /proc: that takes long while hundreds fork
    try:
        alive = freeze(ancestor)
        on_frozen()
        # Not asked of one that runs: to read its memory is to wait until it has forked.
        trackers = {pid for pid, state in alive.items() if state in "Tt" and procfs.is_resource_tracker(pid)}
        for pid in trackers:
            send(pid, SIGCONT)
        began = looked = time.monotonic()
        new, killed = set(alive) - trackers, set()
        while (now := time.monotonic()) < began + patience_s:
            for pid in new:
                send(pid, SIGKILL)
            killed |= new
            if reap(on_reaped):
                return True
            new = set(procfs.children(ancestor, ancestor)) - killed
            if now > looked + LOOK_S:
                looked, new = now, procfs.descendants(ancestor)
            if now < began + TRACKER_S:
                new -= trackers
            if not new:
                time.sleep(TURN_S)
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
