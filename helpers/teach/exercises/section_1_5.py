"""Section 1.5: five forks, and two shapes of tree.

`fan-of-five`: one parent has five children, starts all of them before it waits for one, and collects them.
`chain-of-five`: the first process has one child, which has one child, and so on, five in all; each prints its number in
the chain, and waits for its own child.
"""

from __future__ import annotations

from ...recording.recording import Process, Recording
from ..evidence import numbers, workers
from ..marking import Mark, exercise

FIVE = 5


@exercise(
    "fan-of-five",
    hints=[
        "Look at the tree that you've drawn. Which process calls `os.fork`, and which ones must not?",
        "A child has to leave the loop before it comes to the next fork.",
        "`if os.fork() == 0:` is true in the child. There it can sleep for a moment and end: `os._exit(0)`.",
        "The parent goes through the loop first. Then it calls `os.wait()` five times, in a second loop.",
    ],
)
def fan_of_five(recording: Recording):
    """One parent, five children, no grandchildren; started together, collected in the end."""
    family, children = workers(recording), recording.children(recording.main)
    waits = recording.waits("wait", recording.main)
    yield _five(family)
    yield Mark(
        "All of them are children of the first process.",
        len(family) == len(children) > 0,
        f"{len(family) - len(children)} of the {len(family)} were started by another process than the first."
        if family
        else "There are no children yet.",
    )
    yield Mark(
        "The parent starts all five before it waits for one.",
        len(children) == FIVE and all(child.created_ns <= wait.end_ns for child in children for wait in waits),
        "The parent waited for a child before it started the last one."
        if len(children) == FIVE
        else f"The parent started {len(children)}.",
    )
    yield Mark(
        "The parent collects all five.",
        len(children) == FIVE and len(waits) >= FIVE,
        f"The parent waited {_times(len(waits))}, and {_children(len(children))}.",
    )


@exercise(
    "chain-of-five",
    hints=[
        "Look at the chain that you've drawn. Who calls the second fork: the first process, or its child?",
        "After its fork a parent has to leave the loop, and the child has to go on with it.",
        "`if os.fork() != 0:` is true in the parent. There it leaves the loop: `break`.",
        "Count in the child: with `number = 0` before the loop and `number = number + 1` after the `if`, each knows "
        "its own.",
        "The last process has no child. The others call `os.wait()` once: `if number < 5:`.",
    ],
)
def chain_of_five(recording: Recording):
    """Five generations below the first process, one process in each; it prints its number and waits for its child."""
    family = workers(recording)
    counts = [len(recording.children(process)) for process in recording.processes]
    yield _five(family)
    yield Mark(
        "Each process has one child, except the last.",
        sorted(counts) == [0] + [1] * FIVE,
        f"One of them has {max(counts)} children." if max(counts) > 1 else "The chain isn't that long yet.",
    )
    yield Mark(
        "Each prints one line, with its number in the chain.",
        len(family) == FIVE and all(_number(recording, one) == recording.depth(one) for one in recording.processes),
        _about_numbers(recording),
    )
    parents = [process for process in recording.processes if recording.children(process)]
    yield Mark(
        "Each parent waits for its child.",
        bool(parents) and all(_waited(recording, parent) for parent in parents),
        f"{_names([one for one in parents if not _waited(recording, one)])} didn't wait for each child."
        if parents
        else "There are no children yet.",
    )


def _five(family: list[Process]) -> Mark:
    return Mark(
        "There are five processes besides the first one.",
        len(family) == FIVE,
        f"There {'was' if len(family) == 1 else 'were'} {len(family)}. Every process that comes to os.fork makes one "
        "more."
        if family
        else "There was only one process.",
    )


def _waited(recording: Recording, parent: Process) -> bool:
    return len(recording.waits("wait", parent)) >= len(recording.children(parent))


def _number(recording: Recording, process: Process) -> float | None:
    """The number that this process printed, if it printed one line with one number in it."""
    found = [numbers(line.text) for line in recording.lines(process)]
    return found[0][0] if len(found) == 1 and len(found[0]) == 1 else None


def _about_numbers(recording: Recording) -> str:
    for process in recording.processes:
        lines, place = recording.lines(process), recording.depth(process)
        if len(lines) != 1:
            return f"{process.role} wrote {len(lines)} lines."
        if _number(recording, process) != place:
            return f"{process.role} wrote {lines[0].text!r}, and its number in its chain is {place}."
    return "The chain isn't that long yet."


def _names(processes: list[Process]) -> str:
    roles = [process.role for process in processes]
    return " and ".join([", ".join(roles[:-1]), roles[-1]] if len(roles) > 1 else roles)


def _times(number: int) -> str:
    return {0: "for nobody", 1: "once", 2: "twice"}.get(number, f"{number} times")


def _children(number: int) -> str:
    return "has no children" if number == 0 else "has one child" if number == 1 else f"has {number} children"
