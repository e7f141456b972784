"""What to call each process: ``main``, ``child 2``, ``pool worker 1``, ``resource tracker``, ``sleep``.

multiprocessing's own names are kept, those of its helpers said in plain words. Processes
without a name are numbered as a family tree is: ``child 2.1`` is the first child of ``child 2``. So a role is
the same on every run of a program, whatever its PIDs.
"""

import re
from collections import Counter

WORKER = re.compile(r"\w*PoolWorker-(\d+)(?::(\d+))?$")
MANAGER = re.compile(r"\w*Manager-(\d+)")


def roles(processes: list[dict], named: dict[int, str], programs: dict[int, str]) -> dict[int, str]:
    """PID → role. `processes` are in order of creation, `named` is what the probe heard, and `programs` the
    name of the program that a process became, where it is not Python."""
    found, children = {}, Counter()
    for number, process in enumerate(processes):
        pid, ppid = process["pid"], process["ppid"]
        if number == 0:
            found[pid] = "main"
        elif pid in named:
            found[pid] = in_words(named[pid])
        elif pid in programs:
            found[pid] = programs[pid]
        else:
            children[ppid] += 1
            parent = found.get(ppid, "")
            family = parent.removeprefix("child ") + "." if parent.startswith("child ") else ""
            found[pid] = f"child {family}{children[ppid]}"
    return numbered(found)


def in_words(name: str) -> str:
    worker, manager = WORKER.match(name), MANAGER.match(name)
    if worker:
        return f"pool worker {int(worker[2] or worker[1])}"
    return "manager" if manager else name


def numbered(found: dict[int, str]) -> dict[int, str]:
    """The same, with numbers behind a role that several processes have."""
    many = {role for role, count in Counter(found.values()).items() if count > 1}
    next_number = Counter()
    for pid, role in found.items():
        if role in many:
            next_number[role] += 1
            found[pid] = f"{role} {next_number[role]}"
    return found
