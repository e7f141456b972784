"""Section 1.7: two greeters of one class, and a process that reports its progress.

`greeters`: a class `Greeter`, made from Process. Two objects of it, each in a process of its own; one writes "hello"
twice, the other "goodbye" three times, and the parent starts both before it waits.

`progress`: a class made from Process, whose `run` puts 25, 50, 75 and 100 into a queue, one after each step. The parent
gets each number and writes it while the child goes on.
"""

from __future__ import annotations

from ...recording.recording import Process, Recording, Span
from ..evidence import failed, parents_lines, workers
from ..marking import Mark, exercise

GREETINGS = {"hello": 2, "goodbye": 3}
REPORTS = (25, 50, 75, 100)


@exercise(
    "greeters",
    hints=[
        "Which process runs `run` if you call it yourself, and which one if you call `start`?",
        "The constructor takes two things besides `self`: `def __init__(self, word, times):`. What must be called "
        "first in the constructor of such a class?",
        "After `super().__init__()`, keep both: `self.word = word`, and `self.times = times`. In `run`, they are "
        "there.",
        "`for number in range(self.times):` and below that, indented, a print and a sleep.",
    ],
)
def greeters(recording: Recording):
    """Two children of one class, each with its own word and number, started before the parent waits."""
    runs = _runs(recording, "Greeter")
    children = [recording.process(call.pid) for call in runs if call.pid != recording.main.pid]
    yield Mark("Two processes each call run of a Greeter.", len(runs) == len(children) == 2, _who_ran(recording, runs))
    for word, times in GREETINGS.items():
        how_often = [_how_often(recording, child, word) for child in children]
        yield Mark(
            f"One of them writes {word!r} {'twice' if times == 2 else f'{times} times'}, and nothing else.",
            times in how_often,
            _what_was_written(recording, children, word),
        )
    together = len(children) == 2 and recording.most_at_once(children) == 2
    yield Mark(
        "The parent starts both before it waits for one.",
        together,
        "There aren't two yet." if len(children) != 2 else "The second was started only when the first had ended.",
    )
    yield Mark(
        "Both end well.",
        bool(children) and not failed(children) and not recording.stopped,
        "The program had to be stopped." if recording.stopped else "Look for a line marked with ! above.",
    )


@exercise(
    "progress",
    hints=[
        "What is set in `run` stays in the child. So the report must go through something that both processes can "
        "reach. Who makes it, and how does the object get it?",
        "Make a `Queue` in the parent and give it to the constructor, which keeps it: `self.queue = queue`.",
        "In `run`, after each step: `self.queue.put(percent)`.",
        "The parent goes round a loop before it joins: `percent = queue.get()`, print it, and again until it's 100.",
    ],
)
def progress(recording: Recording):
    """A subclass's `run` reports through a queue; the parent writes each report while the child is at work."""
    runs = [call for call in _runs(recording) if call.pid != recording.main.pid]
    worker = recording.process(runs[0].pid) if runs else None
    yield Mark(
        "A child calls run.",
        len(runs) == 1,
        _who_ran(recording, _runs(recording)),
    )
    puts = len(recording.waits("put", worker)) if worker else 0
    yield Mark(
        "The child puts four reports into a queue.",
        puts == len(REPORTS),
        f"{'One thing was' if puts == 1 else f'{puts} things were'} put into one. "
        "What is only kept in an attribute stays in the child.",
    )
    gets = len(recording.waits("get", recording.main))
    yield Mark(
        "The parent gets all four.",
        gets >= len(REPORTS),
        f"It took something out {'once' if gets == 1 else f'{gets} times'}. Each report has to be taken by itself.",
    )
    written = [
        (at, number) for at, text in parents_lines(recording) for number in REPORTS if str(number) in text.split()
    ]
    yield Mark(
        "It writes 25, 50, 75 and 100, in this order.",
        [number for _, number in written] == list(REPORTS),
        f"It wrote {', '.join(str(number) for _, number in written) or 'none of them'}.",
    )
    early = {number for at, number in written if runs and at <= runs[0].end_ns}
    yield Mark(
        "It writes 25 and 50 while the child is still at work.",
        {25, 50} <= early,
        "They came too late: the child's work was over." if written else "There are no such lines yet.",
    )
    yield Mark(
        "The child ends well.",
        worker is not None and not failed([worker]) and not recording.stopped,
        _advice_on_end(recording),
    )


def _runs(recording: Recording, name: str = "") -> list[Span]:
    """Calls of a method `run`, of this class or of any."""
    return [
        call
        for call in recording.calls()
        if call.function.rpartition(".")[2] == "run" and name in ("", call.function.rpartition(".")[0])
    ]


def _who_ran(recording: Recording, runs: list[Span]) -> str:
    if not runs:
        started = workers(recording)
        return "Nobody called run." if not started else "A process was started, but its class has no such run."
    mine = [call for call in runs if call.pid == recording.main.pid]
    if mine:
        return "run was called in the main process itself."
    return f"It was called {'once' if len(runs) == 1 else f'{len(runs)} times'}."


def _how_often(recording: Recording, child: Process, word: str) -> int:
    """How many lines with this word the child wrote; 0 if it wrote anything else too."""
    lines = [line.text.strip() for line in recording.lines(child)]
    return len(lines) if set(lines) == {word} else 0


def _what_was_written(recording: Recording, children: list[Process], word: str) -> str:
    by_children = sum(word in line.text for child in children for line in recording.lines(child))
    if not by_children and any(word in text for _, text in parents_lines(recording)):
        return "The main process wrote it, not a child."
    return f"The children wrote it {'once' if by_children == 1 else f'{by_children} times'} altogether."


def _advice_on_end(recording: Recording) -> str:
    if recording.stopped:
        return "The program didn't come to its end. Perhaps the parent waits for a report that nobody sends."
    return "Look for a line marked with ! above: it says what went wrong."
