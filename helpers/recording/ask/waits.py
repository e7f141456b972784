"""What a process waited for: a sleep, another process's end, something from a queue or a pipe, a lock.

Kinds of waits: "sleep", "join" (multiprocessing's), "wait" (os.wait and its kin), "get" and "put" (queues, pipes),
"acquire" (locks), "result" (a pool's), "read" and "write" (os.read and os.write).
"""

from __future__ import annotations

from ..asking import NotThere, moment, question
from ..intervals import overlap_ns, union_ns
from ..records import Span
from .calls import Calls

MARGIN_NS = 20_000_000  # stamps of an end come from different clocks' readers: the kernel, a pidfd, the probe


class Waits(Calls):
    """Questions about waits."""

    @moment
    def wait(self, kind: str, which=None, nth: int = 1):
        """The first wait of this kind (of this process), from its beginning to its end; `nth` counts from 1."""
        found = self._waits_of(kind, which)
        if len(found) < nth:
            there = ", ".join(sorted({wait.kind for wait in self.waits(which=which)})) or "none"
            often = f"only {len(found)} waits" if found else "no wait"
            raise NotThere(f"There was {often} of the kind {kind!r}{self._by(which)}. Kinds that there were: {there}.")
        return found[nth - 1].start_ns, found[nth - 1].end_ns

    @question
    def how_many_waits(self, kind: str, which=None) -> int:
        """How often there was a wait of this kind (in this process), long or short."""
        return len(self._waits_of(kind, which))

    @question
    def waited_for(self, which, other) -> bool:
        """Whether the first process waited for the second one's end.

        It was in `join` or `wait` before the other one ended, and didn't come back before that (by more than 20 ms,
        to allow for stamps that different parts of the recorder took).
        """
        ended = self._ended(other)
        ends = self._waits_of("join", which) + self._waits_of("wait", which)
        return any(wait.start_ns < ended <= wait.end_ns + MARGIN_NS for wait in ends)

    @question
    def still_waiting(self, which, kind: str) -> bool:
        """Whether this process was in a wait of this kind when its end came."""
        return any(wait.cut for wait in self._waits_of(kind, which))

    @question
    def longest_wait(self, kind: str, which=None) -> float:
        """The length in s of the longest wait of this kind (of this process)."""
        lengths = [wait.end_ns - wait.start_ns for wait in self._waits_of(kind, which)]
        if not lengths:
            raise NotThere(f"There was no wait of the kind {kind!r}{self._by(which)}.")
        return max(lengths) / 1e9

    @question
    def share_waiting(self, which, kind: str, during) -> float:
        """Which part of the time of `during` (a thing) this process spent in waits of this kind: 0 to 1."""
        stretches = self._stretches(during)
        total = sum(end - start for start, end in union_ns(stretches))
        if total == 0:
            raise NotThere("That took no time at all, so there is no part of it.")
        return overlap_ns(self._waits_of(kind, which), stretches) / total

    def _waits_of(self, kind: str, which) -> list[Span]:
        self._needs_calls()
        return self.waits(kind, which)
