"""Turns on a CPU: who was on one, when, and why it left.

Only the exact layer sees single turns; CPU time is also known to the sampled one. Where it takes two CPUs to show a
thing, a lesson says so: ``r.most_on_cpu().with_cpus(2) == 2`` is unknown where there is one.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from ..asking import NotThere, Unseen, question
from ..intervals import most_at_once, overlap_ns, union_ns
from ..records import OnCpu
from .calls import Calls


class Cpus(Calls):
    """Questions about turns on a CPU and CPU time."""

    @question
    def most_on_cpu(self, *which) -> int:
        """The largest number of processes (of these, or of all) that were on a CPU at one instant."""
        return most_at_once(stretch for turns in self._turns_by_process(which) for stretch in union_ns(turns))

    @question
    def on_cpu_together(self, one, other) -> float:
        """For how many seconds both processes were on a CPU at the same time."""
        mine, theirs = self._turns_by_process((one, other))
        return overlap_ns(mine, theirs) / 1e9

    @question
    def how_many_turns(self, which) -> int:
        """How often this process was given a CPU."""
        return len(self._turns_by_process([which])[0])

    @question
    def took_turns(self, *which) -> bool:
        """Whether each of these processes was on a CPU at least three times after another of them had been on one.

        Processes that ran one after the other don't pass; nor do those that ran side by side all the time.
        """
        apart = self._turns_by_process(which)
        order = [pid for _, pid in sorted((turn.start_ns, turn.pid) for turns in apart for turn in turns)]
        came_back = [now for before, now in pairwise(order) if now != before]
        together = most_at_once(stretch for turns in apart for stretch in union_ns(turns))
        return together < len(apart) and all(came_back.count(self.process(one).pid) >= 3 for one in which)

    @question
    def ran_between_turns_of(self, which, other) -> bool:
        """Whether the first process had a turn on a CPU that lay between two turns of the second one."""
        mine, theirs = self._turns_by_process((which, other))
        return bool(theirs) and any(theirs[0].end_ns <= turn.start_ns < theirs[-1].start_ns for turn in mine)

    @question
    def share_preempted(self, *which) -> float:
        """Which part of the turns of these processes (or of all) the kernel ended against their will: 0 to 1."""
        turns = [turn for turns in self._turns_by_process(which) for turn in turns]
        if not turns:
            raise NotThere("They had no turn on a CPU.")
        return sum(turn.preempted for turn in turns) / len(turns)

    @question
    def typical_turn(self) -> float:
        """The length in s of the turns that the kernel ended against the process's will: half are shorter (median)."""
        self._needs_turns()
        lengths = [turn.end_ns - turn.start_ns for turn in self.on_cpu if turn.preempted]
        if not lengths:
            raise NotThere("The kernel ended no turn against a process's will.")
        return median(lengths) / 1e9

    @question
    def how_many_cpus(self, *which) -> int:
        """On how many different CPUs these processes (or all) were."""
        return len({turn.cpu for turns in self._turns_by_process(which) for turn in turns})

    @question
    def cpu_time(self, *which) -> float:
        """For how many seconds these processes (or all) were on a CPU, added up."""
        if self.kernel_layer == "none":
            raise Unseen("this machine has no record of who was on a CPU")
        known = [self.process(one) for one in which] or self.processes
        times = [self.cpu_ns(one) if one.cpu_ns is None else one.cpu_ns for one in known]
        return sum(times) / 1e9

    @question
    def cpu_time_during(self, which, thing) -> float:
        """For how many seconds this process was on a CPU while `thing` (a call, a wait …) went on."""
        (turns,) = self._turns_by_process([which])
        return overlap_ns(turns, self._stretches(thing)) / 1e9

    def _turns_by_process(self, which) -> list[list[OnCpu]]:
        """The turns of each of these processes (or of all), in order of time."""
        self._needs_turns()
        return [self.turns(self.process(one)) for one in (which or self.processes)]

    def _needs_turns(self) -> None:
        if self.kernel_layer != "exact":
            raise Unseen("this machine has no record of who was on a CPU at which instant")
