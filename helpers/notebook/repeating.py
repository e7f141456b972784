"""repeat(): the same program many times, because one run of a concurrent program proves little.

Nothing that the program writes is shown. What came out is asked of the recordings: which orders
occurred, and how often each.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..recording.ask import AskMany
from ..recording.recording import Recording
from ..watch.client.run import CannotStart, Recorder
from .find import find
from .running import TIMEOUT_S, DidNotStart, RunInterrupted, limited
from .shown.looking import Run, as_run
from .shown.pictures import show_picture
from .shown.still_running import Progress


@dataclass(frozen=True, repr=False)
class Repeated(AskMany):
    """Many runs of one program."""

    program: str
    recordings: tuple[Run, ...]

    def orders(self, key: Callable[[Recording], object] | None = None) -> Counter:
        """How often each order occurred, the most frequent first.

        An order is what `key` makes of a recording: text, or a sequence of it, joined with commas.
        By default it is the roles of the writers, line by line: "main, child 1".
        """
        return Counter(dict(Counter(_name(run, key) for run in self.recordings).most_common()))

    def draw(self, key: Callable[[Recording], object] | None = None, title: str | None = None) -> None:
        """Show the orders and how often each occurred. They differ from machine to machine."""
        from .. import picture

        counts = self.orders(key)
        title = title or f"{self.program}, run {len(self.recordings)} times"
        words = "\n\n".join([f"{title}.", "\n".join(f"- {order}: {count} times" for order, count in counts.items())])
        show_picture(lambda: picture.draw_orders(counts, title), words, "Bars")

    def __repr__(self) -> str:
        return f"<{len(self.recordings)} runs of {self.program}>"


def _name(run: Recording, key: Callable | None) -> str:
    order = writers(run) if key is None else key(run)
    return order if isinstance(order, str) else ", ".join(map(str, order))


def writers(recording: Recording) -> list[str]:
    """The role of the writer of each line on stdout, in order."""
    roles = {process.pid: process.role for process in recording.processes}
    return [roles.get(line.pid, "unknown") for line in recording.lines()]


def repeat(program: str | Path, *args: object, times: int = 200, timeout: float = TIMEOUT_S) -> Repeated:
    """Run `program` `times` times, each at most `timeout` seconds, and keep every recording.

    One after the other, so that they don't disturb each other. Raises NoSuchProgram, DidNotStart, and
    RunInterrupted when the reader stops it.
    """
    path = find(program)
    command = [sys.executable, path.name, *map(str, args)]
    limits = limited(timeout)
    runs: list[Run] = []
    with Progress(lambda _: f"  {len(runs)} of {times} runs"), Recorder() as recorder:
        for _ in range(times):
            try:
                recording = recorder.record(command, cwd=path.parent, limits=limits)
            except CannotStart as problem:
                raise DidNotStart(str(problem)) from None
            except KeyboardInterrupt:
                raise RunInterrupted(runs[-1] if runs else None) from None
            runs.append(as_run(recording))
    return Repeated(" ".join(command[1:]), tuple(runs))
