"""A cgroup for one program, where one can be made: a second limit, on all its processes and files in memory together.

    version 2   /sys/fs/cgroup/…/NAME           pids.max, memory.max
    version 1   /sys/fs/cgroup/pids/…/NAME      pids.max
                /sys/fs/cgroup/memory/…/NAME    memory.limit_in_bytes

As a rule root can make one, and whoever has been given a part of the tree (cgroups(7)). The limits that the sandbox
can't do without are others (box.py, and the supervisor's).
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
SPARE_TASKS = 16  # the sandbox's own processes
PATIENCE_S = 2.0  # until the kernel has put away the last process; it takes milliseconds
# In front of a command: this process goes into the groups that are named before the --, and becomes the command.
ENTER = 'while [ "$1" != -- ]; do echo $$ > "$1/cgroup.procs" || exit 125; shift; done; shift; exec "$@"'


@contextlib.contextmanager
def groups(tasks: int, memory_bytes: int, root: Path = ROOT) -> Iterator[list[Path]]:
    """New cgroups with these limits, gone afterwards; none where none can be made."""
    name = f"processes-course-{os.urandom(6).hex()}"
    limits = {"pids.max": tasks + SPARE_TASKS, "memory.max": memory_bytes, "memory.limit_in_bytes": memory_bytes}
    found = []
    try:
        for place, files in places(root):
            if (made := limited(place / name, {file: limits[file] for file in files})) is None:
                continue
            found.append(made)
            if len(files) == 2:  # version 2: one group has both limits
                break
        yield found
    finally:
        for group in found:
            remove(group)


def places(root: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Where a group may be made, and which limits it would have: below this process's own, or else at the top."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, own = line.split(":", 2)
        if not controllers:
            for place in dict.fromkeys([root / own.lstrip("/"), root]):
                yield place, ("pids.max", "memory.max")
        if "pids" in controllers.split(","):
            yield root / "pids" / own.lstrip("/"), ("pids.max",)
        if "memory" in controllers.split(","):
            yield root / "memory" / own.lstrip("/"), ("memory.limit_in_bytes",)


def limited(group: Path, limits: dict[str, int]) -> Path | None:
    """A new group with these limits; None if it, or one of them, can't be had."""
    try:
        group.mkdir()
    except OSError:
        return None
    try:
        for file, most in limits.items():
            with open(group / file, "r+") as limit:  # which must be there: to make one would be no limit
                limit.write(str(most))
        return group
    except OSError:
        remove(group)
        return None


def remove(group: Path) -> None:
    """Take the group away, as soon as nothing is in it any more."""
    until = time.monotonic() + PATIENCE_S
    while group.exists():
        try:
            group.rmdir()
        except OSError:
            if time.monotonic() > until:
                return
            time.sleep(0.005)


def entering(found: list[Path]) -> list[str]:
    """The words to put in front of a command, so that it runs in these groups."""
    return ["/bin/sh", "-c", ENTER, "sh", *map(str, found), "--"] if found else []
