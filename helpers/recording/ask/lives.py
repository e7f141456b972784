"""Births, ends, exit statuses, and the time between an end and its being noticed."""

from __future__ import annotations

from ..asking import NotThere, Unseen, moment, question
from ..questions import Questions
from .who import own_children


class Lives(Questions):
    """Questions about how processes begin and end."""

    @moment
    def birth(self, which):
        """The instant at which this process was forked."""
        created = self.process(which).created_ns
        return created, created

    @moment
    def end(self, which):
        """The instant at which this process exited or was killed (its parent may not know yet)."""
        ended = self._ended(which)
        return ended, ended

    @moment
    def collected(self, which):
        """The instant at which its parent (or whoever adopted it) collected this process with a `wait` or `join`."""
        when = self._when_collected(which)
        return when, when

    @moment
    def life(self, which):
        """From the fork of this process to its exit; to the end of the run if it had not ended by then."""
        process = self.process(which)
        return process.created_ns, self.wall_ns if process.exited_ns is None else process.exited_ns

    @moment
    def zombie(self, which):
        """From the exit of this process to its being collected: all that time it was a zombie."""
        ended, collected = self._ended(which), self._when_collected(which)
        return ended, max(ended, collected)

    @question
    def exit_status(self, which) -> int:
        """The number with which this process exited. A process that a signal ended has none."""
        process = self.process(which)
        if process.signal:
            raise NotThere(f"{process.role} has no exit status: it was ended by {process.signal}.")
        if process.exit_code is None:
            raise Unseen(f"nobody saw how {process.role} ended")
        return process.exit_code

    @question
    def exit_statuses(self, of="main") -> list[int | str]:
        """How each child of this process ended, the oldest first: its exit status, or the name of the signal."""
        children = own_children(self, of)
        seen = [how for child in children if (how := child.signal or child.exit_code) is not None]
        if len(seen) < len(children):
            raise Unseen("nobody saw how all of them ended")
        return seen

    @question
    def ended_by(self, which) -> str:
        """The name of the signal that ended this process: "SIGTERM", "SIGKILL" …; "exit" if it exited by itself."""
        process = self.process(which)
        if process.signal is None and process.exit_code is None:
            raise Unseen(f"nobody saw how {process.role} ended")
        return process.signal or "exit"

    @question
    def how_many_ended_by(self, signal: str, kind: str = "") -> int:
        """How many processes were ended by this signal; with a `kind`, only those whose role begins so."""
        return sum(process.signal == signal and process.role.startswith(kind) for process in self.processes)

    @question
    def outlived(self, which, other) -> bool:
        """Whether the first of the two processes ended after the second."""
        return self._ended(which) > self._ended(other)

    @question
    def was_stopped(self) -> bool:
        """Whether the program had to be stopped because its time was over: it would not have ended by itself."""
        return self.stopped == "timeout"

    def _ended(self, which) -> int:
        process = self.process(which)
        if process.exited_ns is None:
            raise NotThere(f"{process.role} had not ended when the run was over.")
        return process.exited_ns

    def _when_collected(self, which) -> int:
        process = self.process(which)
        if process.collected_ns is None:
            raise Unseen(f"nobody saw {process.role} being collected")
        return process.collected_ns
