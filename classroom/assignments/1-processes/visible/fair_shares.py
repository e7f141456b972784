"""Some children share one computation: none waits for another, none has much more to do, and the parent has the answer.

A number's check takes as long as the number is large, so consecutive parts are unfair: with three of them the last
child computes five times as long as the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Process, Recording
from helpers.teach.evidence import MS, numbers, parents_lines

TITLE = "Fair shares"
FAIR = 2  # equal shares come to 1, and to 1.4 where other programs disturb; consecutive parts come to 5 and more
LEAST_NS = 20 * MS  # less CPU time than this is no share: a child that does nothing takes 5 ms


def case(limit: int, children: int) -> Case:
    """The program is given these two numbers."""
    expected = {"children": children, "found": abundant(limit)}
    return Case((str(limit), str(children)), expected=expected, timeout_s=60)  # it computes: a busy machine is slow


def abundant(limit: int) -> int:
    """How many numbers below the limit are abundant: less than the sum of their proper divisors."""
    sums = [0] * limit
    for divisor in range(1, limit):
        for multiple in range(2 * divisor, limit, divisor):
            sums[multiple] += divisor
    return sum(total > number for number, total in enumerate(sums))


GIVEN = case(6000, 3)


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """What students see: the children, their shares, the parent's line."""
    children, wanted = seen.workers(recording), case.expected["children"]
    yield Check(
        f"{wanted} children work side by side.",
        len(children) == len(at_work(recording)) == wanted and seen.side_by_side(children),
        "Start all of them before you wait for one.",
        about_children(recording, wanted),
    )
    parents = parents_share(recording)
    yield Check(
        "The parent leaves the computing to its children.",
        bool(at_work(recording)) and (None if parents is None else parents < 1 / 5),
        "Let each child compute its part, and the parent only read what they send.",
        "This machine doesn't tell CPU times." if parents is None else f"The parent's part of it was {parents:.0%}.",
        points=0.5,
    )
    yield Check(
        "No child has to compute more than twice as long as another.",
        len(children) == wanted and is_fair(recording, children),
        "Large numbers take longer than small ones. Which numbers could each child take instead?",
        about_shares(recording, children),
    )
    yield Check(
        "The parent prints how many abundant numbers there are.",
        bool(at_work(recording)) and found(recording) == case.expected["found"],
        "Each child knows only its own part, and has to send it: an exit status has no room for it.",
        about_answer(recording),
    )


def at_work(recording: Recording) -> list[Process]:
    """The children that computed, as far as this machine tells."""
    times = {child: seen.cpu_ns(recording, child) for child in seen.workers(recording)}
    return [child for child, time in times.items() if time is None or time > LEAST_NS]


def is_fair(recording: Recording, children: list[Process]) -> bool | None:
    """Whether none took more than FAIR times the CPU time of another; None if this machine doesn't tell."""
    times = [seen.cpu_ns(recording, child) for child in children]
    known = [time for time in times if time is not None]
    if len(known) < len(times):
        return None
    return bool(known) and LEAST_NS < max(known) < FAIR * min(known)


def parents_share(recording: Recording) -> float | None:
    """The part of all CPU time that was the first process's, 0 to 1; None if this machine doesn't tell."""
    times = [seen.cpu_ns(recording, process) for process in recording.processes]
    known = [time for time in times if time is not None]
    return known[0] / (sum(known) or 1) if len(known) == len(times) else None


def found(recording: Recording) -> float | None:
    """The number in the last line of the parent that has one."""
    said = [numbers(text) for _, text in parents_lines(recording)]
    return next((each[0] for each in reversed(said) if each), None)


def about_children(recording: Recording, wanted: int) -> str:
    """How many there were, and whether one waited for another."""
    family = seen.workers(recording)
    if len(family) != wanted:
        return f"There {'was' if len(family) == 1 else 'were'} {seen.counted(len(family), 'child', 'children')}."
    if len(at_work(recording)) < wanted:
        return f"Only {len(at_work(recording))} of them used a CPU for more than a moment."
    return "" if seen.side_by_side(family) else "A child was started when another had already ended."


def about_shares(recording: Recording, children: list[Process]) -> str:
    """The CPU time of each child."""
    times = [seen.cpu_ns(recording, child) for child in children]
    known = [f"{time / 1e9:.2f} s" for time in times if time is not None]
    return f"Their CPU times: {seen.listed(known)}." if known else "There is no CPU time of a child to compare."


def about_answer(recording: Recording) -> str:
    """The line that the parent printed last."""
    lines = [text for _, text in parents_lines(recording) if text]
    return f"Its last line was {lines[-1][:60]!r}." if lines else "The parent printed nothing."
