"""Calls of the program's own functions: how many, by whom, how many at once.

A function is named as the program names it (``"task"``), or with its arguments (``"task(3)"``) for those calls only.
"""

from __future__ import annotations

from ..asking import Moment, NotThere, Unseen, moment, question
from ..intervals import most_at_once
from ..notes import NO_CALLS, STOPPED_EARLY
from ..records import Process, Span
from .lives import Lives
from .who import in_tree_order


class Calls(Lives):
    """Questions about function calls."""

    @moment
    def call(self, function: str, which=None, nth: int = 1):
        """The first call of this function (by this process), from its beginning to its end; `nth` counts from 1."""
        found = self._calls_of(function, which, everyone=False)
        if len(found) < nth:
            raise NotThere(self._how_often_called(function, which, len(found)))
        return found[nth - 1].start_ns, found[nth - 1].end_ns

    @question
    def how_many_calls(self, function: str, which=None) -> int:
        """How often this function was called (by this process)."""
        return len(self._calls_of(function, which))

    @question
    def who_called(self, function: str) -> list[str]:
        """The roles of all processes that called this function, in tree order, each once."""
        pids = {call.pid for call in self._calls_of(function, everyone=False)}
        return [process.role for process in in_tree_order(self) if process.pid in pids]

    @question
    def caller_of_each(self, function: str) -> list[str]:
        """For each call of this function, in the order in which they began, the role of the process that made it."""
        return [self.process(call.pid).role for call in self._calls_of(function)]

    @question
    def call_order(self, function: str) -> list[str]:
        """The calls of this function with their arguments, in the order in which they began: ["task(1)", …]."""
        return [call.name for call in self._calls_of(function)]

    @question
    def return_order(self, function: str) -> list[str]:
        """The calls of this function that returned, in the order in which they did."""
        ended = [call for call in self._calls_of(function) if not call.cut]
        return [call.name for call in sorted(ended, key=lambda call: call.end_ns)]

    @question
    def how_many_cut_off(self, function: str, which=None) -> int:
        """How many calls of this function never returned, because their process ended in the middle of them."""
        return sum(call.cut for call in self._calls_of(function, which))

    @question
    def most_at_once(self, *things, which=None) -> int:
        """The largest number of these that went on at one instant.

        A thing is the name of a function (each of its calls counts, of this process if one is named), a Moment, or
        a process. What ends at the instant at which another begins did not go on together with it.
        """
        if len(things) == 1 and not isinstance(things[0], (str, int, Moment, Process)):
            things = tuple(things[0])
        return most_at_once(stretch for thing in things for stretch in self._stretches(thing, which))

    def _stretches(self, thing, which=None) -> list[tuple[int, int]]:
        """When a thing went on, as (start, end) in ns: once, or for a function as often as it was called."""
        if isinstance(thing, Moment):
            return [thing.known()]
        if isinstance(thing, (Process, int)) or thing in [process.role for process in self.processes]:
            return [self.life(thing).known()]
        if hasattr(thing, "start_ns"):  # a Span or an OnCpu
            return [(thing.start_ns, thing.end_ns)]
        if not isinstance(thing, str):
            raise TypeError(f"{thing!r} has no beginning and no end. Name a function or a process, or give a Moment.")
        found = self._calls_of(thing, which)
        if not found:
            raise NotThere(self._how_often_called(thing, which, 0))
        return [(call.start_ns, call.end_ns) for call in found]

    def _calls_of(self, function: str, which=None, everyone: bool = True) -> list[Span]:
        """The calls in order. Raises Unseen if they were not recorded, or with `everyone` if not all of them were."""
        self._needs_calls()
        if everyone and any(note in STOPPED_EARLY for note in self.notes):
            raise Unseen("not all calls were recorded in this run")
        return self.calls(function, which)

    def _needs_calls(self) -> None:
        if NO_CALLS in self.notes:
            raise Unseen("calls and waits were not recorded in this run")

    def _how_often_called(self, function: str, which, times: int) -> str:
        often = f"called only {times} times" if times else "never called"
        there = ", ".join(sorted({call.function for call in self.calls()})) or "none"
        return f"{function} was {often}{self._by(which)}. Functions that were called: {there}."

    def _by(self, which) -> str:
        return "" if which is None else f" by {self.process(which).role}"
