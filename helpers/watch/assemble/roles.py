"""What to call each process: ``main``, ``child 2``, ``pool worker 1``, ``resource tracker``, ``sleep``.

multiprocessing's own names are kept, those of its helpers said in plain words. Processes
without a name are numbered as a family tree is: ``child 2.1`` is the first child of ``child 2``. So a role is
the same on every run of a program, whatever its PIDs.
"""


def roles(processes: list[dict], named: dict[int, str], programs: dict[int, str]) -> dict[int, str]:
    """PID → role. `processes` are in order of creation, `named` is what the probe heard, and `programs` the
    name of the program that a process became, where it is not Python."""
    found, children = {}, {}
    for number, process in enumerate(processes):
        pid, ppid = process["pid"], process["ppid"]
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
    seen_once: set[str] = set()
    seen_often = {role for role in found.values() if role in seen_once or seen_once.add(role)}
    numbers: dict[str, int] = {}
    for pid, role in found.items():
        if role in seen_often:
            numbers[role] = numbers.get(role, 0) + 1
            found[pid] = f"{role} {numbers[role]}"
    return found
