"""Section 1.3: three children of one parent.

`three-children`: a program that forks three children, each of which ends with an exit status of its own. The
parent collects them all and writes a line for each, with the child's PID and its exit status.
"""

from __future__ import annotations

from ...recording.recording import Process, Recording
from ..evidence import MS, numbers, parents_lines, workers
from ..marking import Mark, exercise

MARGIN_NS = 50 * MS  # a line and an exit are stamped by different sources


@exercise(
    "three-children",
    hints=[
        "Count the processes on the timeline. Who came to the second call of `os.fork`: only the parent?",
        "A child must end before it comes to the next fork: `if os.fork() == 0:`, its work, and then `os._exit(4)`.",
        "`pid, status = os.wait()` collects one child, whichever ends first. Three children need three calls.",
        "`status` holds more than the exit status. `os.waitstatus_to_exitcode(status)` takes it out.",
    ],
)
def three_children(recording: Recording):
    """Three children of one parent, no grandchildren, all collected, each exit status reported."""
    children = recording.children(recording.main)
    family = workers(recording)
    yield Mark("The parent has three children.", len(children) == 3, _advice_on_count(children, family))
    yield Mark(
        "No child has children of its own.",
        bool(children) and len(family) == len(children),
        f"There were {len(family) + 1} processes in all. Every process that comes to os.fork makes one more, "
        "so three forks in a row make eight. End each child with os._exit before it comes to the next fork."
        if children
        else "There are no children yet.",
    )
    yield Mark(
        "The parent collects every child.",
        bool(children) and _collected(recording, children),
        "A child that nobody waits for stays a zombie. Call os.wait() once for each child.",
    )
    codes = [child.exit_code for child in children]
    yield Mark(
        "Each child ends by itself, with an exit status of its own.",
        bool(children) and None not in codes and len(set(codes)) == len(codes),
        _advice_on_codes(recording, children),
    )
    yield Mark(
        "The parent writes each child's PID and exit status, after that child has ended.",
        bool(children) and all(_reported(recording, child, child.exit_code) for child in children),
        _advice_on_report(recording, children),
    )


def _advice_on_count(children: list[Process], family: list[Process]) -> str:
    if not family:
        return "There was only one process. Call os.fork three times, in the parent only."
    return f"It has {len(children)}. Call os.fork once for each child."


def _collected(recording: Recording, children: list[Process]) -> bool:
    """Whether the parent waited often enough, or each child was gone well before the parent ended.

    When a parent ends, whoever adopts its zombies collects them at once, so the time alone would not tell.
    """
    waited = [wait for kind in ("wait", "join") for wait in recording.waits(kind, recording.main)]
    if len(waited) >= len(children):
        return True
    end = recording.main.exited_ns or recording.wall_ns
    return all(child.collected_ns is not None and child.collected_ns + MARGIN_NS < end for child in children)


def _advice_on_codes(recording: Recording, children: list[Process]) -> str:
    if any("ChildProcessError" in recording.text(child, "stderr") for child in children):
        return (
            "A child ran on into its parent's code and called os.wait there, but it has no children. "
            "End each child with os._exit."
        )
    return "End them with three different numbers, for example os._exit(4), os._exit(5) and os._exit(6)."


def _reported(recording: Recording, child: Process, number: int | None) -> bool:
    """Whether a line of the parent holds the child's PID and `number`, written once the child had ended."""
    ended = child.exited_ns if child.exited_ns is not None else recording.wall_ns
    return any(
        at + MARGIN_NS >= ended and {child.pid, number} <= set(numbers(text)) for at, text in parents_lines(recording)
    )


def _advice_on_report(recording: Recording, children: list[Process]) -> str:
    codes = [(child, child.exit_code) for child in children if child.exit_code]
    packed = [code for child, code in codes if _reported(recording, child, code * 256)]
    if packed:
        return (
            f"The line says {packed[0] * 256} where the exit status was {packed[0]}. "
            "What os.wait returns holds more than the exit status: os.waitstatus_to_exitcode(status) takes it out."
        )
    return "Print what os.wait returned: the PID, and the exit status from os.waitstatus_to_exitcode(status)."
