"""What to call each process: ``main``, ``child 2``, ``pool worker 1``, ``resource tracker``, ``sleep``.

multiprocessing's own names are kept, those of its helpers said in plain words. Processes
without a name are numbered as a family tree is: ``child 2.1`` is the first child of ``child 2``. So a role is
the same on every run of a program, whatever its PIDs.
"""

from __future__ import annotations

from .lives import Life


def roles(order: list[Life], named: dict[int, str], programs: dict[int, str]) -> dict[int, str]:
    """PID → role. The lives are in order of creation, `named` is what the probe heard, and `programs` the
    name of the program that a process became, where it is not Python."""
    found: dict[int, str] = {}
    children: dict[int, int] = {}
    for number, life in enumerate(order):
        pid, ppid = life.pid, life.ppid
        if number == 0:
            found[pid] = "main"
        elif pid in named:
            found[pid] = in_words(named[pid])
        elif pid in programs:
            found[pid] = programs[pid]
        else:
            children[ppid] = children.get(ppid, 0) + 1
            parent = found.get(ppid, "")
            family = parent.removeprefix("child ") + "." if parent.startswith("child ") else ""
            found[pid] = f"child {family}{children[ppid]}"
    return numbered(found)


def in_words(name: str) -> str:
    """``pool worker 2`` for ``ForkPoolWorker-2``, ``manager`` for ``SyncManager-1``; else the name itself."""
    kind, _, number = name.rpartition("-")
    if kind.endswith("PoolWorker"):
        return f"pool worker {number.rpartition(':')[2]}"
    return "manager" if kind.endswith("Manager") else name


def numbered(found: dict[int, str]) -> dict[int, str]:
    """The same, with numbers behind a role that several processes have."""
    alike, numbers = list(found.values()), dict.fromkeys(found.values(), 0)
    for pid, role in found.items():
        if alike.count(role) > 1:
            numbers[role] += 1
            found[pid] = f"{role} {numbers[role]}"
    return found
