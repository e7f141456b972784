"""How many processes does the program have, and how much memory? And is that more than its limits?

The kernel layer tells of every fork and every end. Where it doesn't, or where the system fills up faster than that is
told, the processes are counted in /proc.
"""

from __future__ import annotations

import os

from ..kernel import procfs
from ..kernel.layers import Layer
from ..kernel.records import Change
from .exits import Exits
from .stop import hurry, make_group_yield

# With so many alive, the supervisor no longer waits its turn among them: a program that does nothing but fork has twice
# as many every few milliseconds.
MANY_PROCESSES = max(24, 4 * (os.cpu_count() or 1))


class Census:
    """Counts the processes of one run, and sees that each is watched (`exits`). Each question's answer is the limit
    that was passed ("processes", "memory"), or None."""

    def __init__(self, limits: dict, layer: Layer, exits: Exits, main: int):
        self.limits, self.layer, self.exits, self.main = limits, layer, exits, main
        self.memory = procfs.Memory(limits["memory_bytes"])
        self.alive, self.hurries, self.tasks_before = 1, False, procfs.tasks()

    def take_in(self, changes: list[Change]) -> str | None:
        """What the kernel layer tells of the tree."""
        for change in changes:
            if change.what == "fork":
                self.alive += 1
                self.exits.born(change.pid)
            elif change.ends_process:
                self.alive -= 1
        self._hurry_among(self.alive)
        # Those that ended and were not collected take up a place in the system's table as well.
        too_many = max(self.alive, len(self.exits.fd_of)) > self.limits["max_processes"]
        return "processes" if too_many else None

    def _hurry_among(self, processes: int) -> None:
        """Do not wait for a turn among so many: go first, or if that takes a privilege, let the program go last."""
        if processes > min(MANY_PROCESSES, self.limits["max_processes"] // 2) and not self.hurries:
            self.hurries = True
            if not hurry():
                make_group_yield(self.main)

    def is_crowded(self) -> bool:
        """Whether the system has so many more tasks than at the start that it is time to count the program's."""
        tasks = None if self.layer.name == "exact" else procfs.tasks()
        if tasks is None or self.tasks_before is None:
            return False
        more = tasks - self.tasks_before
        self._hurry_among(2 * more)
        return more > self.limits["max_processes"]

    def look(self, crowded: bool) -> str | None:
        """Count processes, where that isn't told, and memory."""
        pids = {self.main, *self.exits.fd_of}
        if self.layer.name == "none" or self.layer.has_gap or crowded:
            pids = procfs.descendants(os.getpid())
            self.alive = len(pids)
            for pid in pids:
                self.exits.found(pid)
            if self.alive > self.limits["max_processes"]:
                return "processes"
        return "memory" if self.memory.is_passed_by(pids) else None
