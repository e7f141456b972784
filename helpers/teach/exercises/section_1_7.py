"""Section 1.7: a subclass of Process that reports its progress.

`progress`: a program with a subclass of Process, whose constructor gets a queue. In `run`, the child puts its
progress into the queue, at least three times. The parent takes each report and writes a line about it
while the child is still at work.
"""

from __future__ import annotations

from ...recording.recording import Recording, Span
from ..evidence import failed, parents_lines, workers
from ..marking import Mark, exercise

REPORTS = 3


@exercise(
    "progress",
    hints=[
        "What is set in `run` stays in the child. So the report must go through something that both "
        "processes have. Make a `Queue` in the parent, and give it to the constructor.",
        "`def __init__(self, queue):` calls `super().__init__()` and then keeps it: `self.queue = queue`. "
        "In `run`, after each step: `self.queue.put(percent)`.",
        "The parent doesn't join yet. It goes round a loop: `percent = queue.get()`, print it, and again "
        "until it is 100. Then it joins.",
    ],
)
def progress(recording: Recording):
    """A subclass's `run` reports through a queue; the parent tells of it while the child is at work."""
    runs = [call for worker in workers(recording) for call in recording.calls(which=worker) if _is_run(call)]
    yield Mark(
        "A subclass of Process does its work in a process of its own.",
        bool(runs),
        "No child came to a method `run` of yours. Write a class that inherits from Process, with a method "
        "`run`, and call its `start()`.",
    )
    worker = recording.process(runs[0].pid) if runs else None
    puts = recording.waits("put", worker) if worker else []
    yield Mark(
        f"The child puts at least {REPORTS} reports into a queue.",
        len(puts) >= REPORTS,
        f"It put {len(puts)}. Keep the queue in an attribute, and call `self.queue.put(…)` in `run`, after each step.",
    )
    got = recording.waits("get", recording.main)
    often = "once" if len(got) == 1 else f"{len(got)} times"
    yield Mark(
        "The parent takes them out.",
        len(got) >= REPORTS,
        f"It called `queue.get()` {often}. Each report needs a call of its own.",
    )
    yield Mark(
        "The parent writes at least two lines about it while the child is at work.",
        bool(puts) and _lines_between(recording, puts[0], runs[0]) >= 2,
        "They came too late, or not at all. Print each report when you get it, and join after the last one.",
    )
    yield Mark(
        "The child ends well.",
        worker is not None and not failed([worker]) and not recording.stopped,
        _advice_on_end(recording),
    )


def _is_run(call: Span) -> bool:
    return call.function.rpartition(".")[2] == "run"


def _lines_between(recording: Recording, first_report: Span, work: Span) -> int:
    """How many lines the parent wrote after the first report and before the child's `run` was over."""
    return sum(first_report.start_ns <= at <= work.end_ns for at, _ in parents_lines(recording))


def _advice_on_end(recording: Recording) -> str:
    if recording.stopped:
        return "The program did not come to its end. Perhaps the parent waits for a report that nobody sends."
    return "Look for a line marked with ! above: it tells what went wrong."
