"""Section 1.3: one child, then three children of one parent.

`one-child`: a child that ends with exit status 7, and a parent that waits for it and prints that number.

`three-children`: a parent with three children, all alive at one time, which end with the exit statuses 4, 5 and 6. The
parent collects them all and writes a line for each, with the child's PID and its exit status.
"""

from __future__ import annotations

from ...recording.recording import Process, Recording
from ..evidence import MS, numbers, parents_lines, workers
from ..marking import Mark, exercise

MARGIN_NS = 50 * MS  # a line and an exit are stamped by different sources
THREE = (4, 5, 6)


@exercise(
    "one-child",
    hints=[
        "`os.fork()` comes back in two processes. What does it return to each of them?",
        "The child ends itself: `if os.fork() == 0:`, and below that, indented, `os._exit(7)`.",
        "`pid, status = os.wait()` waits for the child. Is `status` the number 7?",
        "`os.waitstatus_to_exitcode(status)` unpacks the exit status from `status`.",
    ],
)
def one_child(recording: Recording):
    """One child, exit status 7, collected, and the status reported by the parent."""
    children, family = recording.children(recording.main), workers(recording)
    yield Mark("The parent has one child.", len(children) == len(family) == 1, _how_many(children, family, 1))
    yield Mark(
        "The child ends with exit status 7.",
        [child.exit_code for child in children] == [7],
        _how_they_ended(recording, children),
    )
    yield Mark(
        "The parent waits for the child.",
        bool(children) and _collected(recording, children),
        "The parent ended, or went on, without waiting for its child to end.",
    )
    yield Mark(
        "After that, the parent prints the exit status.",
        bool(children) and all(_reported(recording, child, 7, with_pid=False) for child in children),
        _what_was_reported(recording, children, with_pid=False),
    )


@exercise(
    "three-children",
    hints=[
        "Count the processes on the timeline. Who came to the second call of `os.fork`: only the parent?",
        "A child must end before it comes to the next fork: `if os.fork() == 0:`, its work, and then `os._exit(4)`.",
        "`pid, status = os.wait()` collects one child, whichever ends first. Three children need three calls.",
        "First start all three, then wait three times. A child that sleeps for a moment is alive long enough.",
    ],
)
def three_children(recording: Recording):
    """Three children of one parent, no grandchildren, alive together, all collected, each exit status reported."""
    children, family = recording.children(recording.main), workers(recording)
    yield Mark("There are three processes besides the parent.", len(family) == 3, _how_many(children, family, 3))
    yield Mark(
        "All of them are children of the parent.",
        bool(children) and len(family) == len(children),
        f"{len(family) - len(children)} of the {len(family)} were started by another child, not by the parent."
        if family
        else "There are no children yet.",
    )
    yield Mark(
        "They end with the exit statuses 4, 5 and 6.",
        sorted(child.exit_code or 0 for child in children) == list(THREE),
        _how_they_ended(recording, children),
    )
    yield Mark(
        "All three are alive at the same time.",
        len(children) == 3 and recording.most_at_once(children) == 3,
        f"At most {recording.most_at_once(children)} were alive at one time. One ended before the next was started."
        if children
        else "There are no children yet.",
    )
    yield Mark(
        "The parent collects every child.",
        bool(children) and _collected(recording, children),
        "The parent didn't wait for all of them: one that nobody waits for stays a zombie.",
    )
    yield Mark(
        "The parent prints each child's PID and exit status, after that child has ended.",
        bool(children) and all(_reported(recording, child, child.exit_code, with_pid=True) for child in children),
        _what_was_reported(recording, children, with_pid=True),
    )


def _how_many(children: list[Process], family: list[Process], wanted: int) -> str:
    if not family:
        return "There was only one process."
    if len(family) > len(children):
        return (
            f"There were {len(family)}. Every process that comes to os.fork starts one more, "
            "and children came to it as well as their parent."
        )
    return f"There {'was' if len(family) == 1 else 'were'} {len(family)}, and {wanted} wanted."


def _how_they_ended(recording: Recording, children: list[Process]) -> str:
    if not children:
        return "There is no child yet."
    if any("ChildProcessError" in recording.text(child, "stderr") for child in children):
        return "A child ran on into its parent's part and waited there, but it has no children of its own."
    seen = ", ".join(child.signal or str(child.exit_code) for child in children)
    return f"What was seen: {seen}. A process that nobody ends comes to the end of the program, with 0."


def _collected(recording: Recording, children: list[Process]) -> bool:
    """Whether the parent waited often enough, or each child was gone well before the parent ended.

    When a parent ends, whoever adopts its zombies collects them at once, so the time alone would not tell.
    """
    waited = [wait for kind in ("wait", "join") for wait in recording.waits(kind, recording.main)]
    if len(waited) >= len(children):
        return True
    end = recording.main.exited_ns or recording.wall_ns
    return all(child.collected_ns is not None and child.collected_ns + MARGIN_NS < end for child in children)


def _reported(recording: Recording, child: Process, number: int | None, with_pid: bool) -> bool:
    """Whether a line of the parent holds `number` (and the child's PID), written once the child had ended."""
    ended = child.exited_ns if child.exited_ns is not None else recording.wall_ns
    wanted = {child.pid, number} if with_pid else {number}
    return any(at + MARGIN_NS >= ended and wanted <= set(numbers(text)) for at, text in parents_lines(recording))


def _what_was_reported(recording: Recording, children: list[Process], with_pid: bool) -> str:
    packed = [
        child.exit_code
        for child in children
        if child.exit_code and _reported(recording, child, child.exit_code * 256, with_pid)
    ]
    if packed:
        return (
            f"The line says {packed[0] * 256} where the exit status was {packed[0]}. "
            "The number that os.wait returns holds more than the exit status."
        )
    if with_pid:
        return "There is no such line yet: the parent's, with the child's PID and its exit status in it."
    return "There is no such line yet: the parent's, with the exit status in it, after the child has ended."
