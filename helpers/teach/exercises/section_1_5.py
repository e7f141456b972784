"""Section 1.5: five forks, and two shapes of tree.

`fan-of-five`: one parent has five children, all of them started before it waits for one, and collects them.
`chain-of-five`: the first process has one child, which has one child, and so on, five in all; each waits for its own.
"""

from __future__ import annotations

from ...recording.recording import Process, Recording
from ..evidence import workers
from ..marking import Mark, exercise

FIVE = 5


@exercise(
    "fan-of-five",
    hints=[
        "Draw the tree that you want. Which process may call `os.fork`, and which ones must not?",
        "A child must leave the loop before it comes to the next fork.",
        "`if os.fork() == 0:` is true in the child. Let it work there and end with `os._exit(0)`.",
        "The parent goes through the loop first, and then calls `os.wait()` five times.",
    ],
)
def fan_of_five(recording: Recording):
    """One parent, five children, no grandchildren; started together, collected in the end."""
    family, children = workers(recording), recording.children(recording.main)
    yield _five(family)
    yield Mark(
        "All five are children of the first process.",
        len(children) == FIVE,
        f"Its children: {len(children)}. Only the first process may go on with the loop.",
    )
    yield Mark(
        "No child has children of its own.",
        bool(family) and not any(recording.children(child) for child in family),
        "A child went on with the loop and forked as well. End it where its work ends, with os._exit(0).",
    )
    yield Mark(
        "All of them were started before the parent waited for one.",
        bool(children) and all(child.created_ns <= wait.end_ns for child in children for wait in _waits(recording)),
        "The parent waited between two forks. Fork five times first; wait in a second loop.",
    )
    yield Mark(
        "The parent waits once for each child.",
        bool(children) and len(_waits(recording)) >= len(children),
        "Call os.wait() once for each child.",
    )


@exercise(
    "chain-of-five",
    hints=[
        "Draw the tree that you want. Who calls the second fork: the first process, or its child?",
        "After its fork a parent must leave the loop, and the child must go on with it.",
        "`if os.fork() != 0:` is true in the parent. There it waits, `os.wait()`, and leaves, `break`.",
    ],
)
def chain_of_five(recording: Recording):
    """Five generations below the first process, one in each; each waits for its own child."""
    family = workers(recording)
    counts = [len(recording.children(process)) for process in recording.processes]
    yield _five(family)
    yield Mark(
        "No process has more than one child.",
        bool(family) and max(counts) == 1,
        f"One of them has {max(counts)} children. A parent must leave the loop after its fork."
        if family
        else "There are no children yet.",
    )
    yield Mark(
        "The last one is five generations below the first.",
        max(recording.depth(process) for process in recording.processes) == FIVE,
        "The chain is not that long. The child must go on with the loop, and fork in its turn.",
    )
    parents = [process for process in recording.processes if recording.children(process)]
    yield Mark(
        "Each parent waits for its child.",
        bool(parents) and all(_waited(recording, parent) for parent in parents),
        "Somebody ended without having waited. After its fork, a parent calls os.wait().",
    )


def _five(family: list[Process]) -> Mark:
    return Mark(
        "Five processes came into being beside the first one.",
        len(family) == FIVE,
        f"There were {len(family)}. Every process that comes to os.fork makes one more."
        if family
        else "There were none. os.fork makes one.",
    )


def _waits(recording: Recording) -> list:
    return recording.waits("wait", recording.main)


def _waited(recording: Recording, parent: Process) -> bool:
    return len(recording.waits("wait", parent)) >= len(recording.children(parent))
