"""Section 1.4: what a child has found out comes back to its parent.

`back-by-message`: a child draws a number, which may be nearly a million, and the parent prints it. `sum-of-halves`: two
children add up one half of a list each, and the parent prints the total. In *Going further*: `back-by-exit-status`, a
small number that comes back as an exit status; `back-by-value`, three children that count guests in one shared Value.

In all of them the children print what they found, and it is random, so a parent that prints the right number has got it
from them.
"""

from __future__ import annotations

from ...recording.recording import Process, Recording, Span
from ..evidence import numbers, parents_lines, workers
from ..marking import Mark, exercise

EXIT_STATUSES = 256  # an exit status is a number below that (wait(2))
DOORS = 3


@exercise(
    "back-by-message",
    hints=[
        "An exit status has room for numbers up to 255. Which way in this lesson had room for more?",
        "A pipe that both are to use has to be made before the fork: `read_end, write_end = os.pipe()`.",
        "A pipe takes bytes: `str(number).encode()` makes some of a number, and `os.write` sends them.",
        "The parent gets them with `os.read(read_end, 100)`; `int` makes a number of them again.",
    ],
)
def back_by_message(recording: Recording):
    """A number too large for an exit status comes back from a child that ended well."""
    children = workers(recording)
    yield _only_a_child_draws(recording, children)
    yield Mark(
        "The child ends with exit status 0.",
        bool(children) and _ended_well(children),
        "It ended with another one, which says that something went wrong." if children else "There is no child yet.",
    )
    yield _parent_prints_what_was_drawn(recording, children)


@exercise(
    "sum-of-halves",
    hints=[
        "Each child has a `total` of its own. What is in the parent's when both have ended?",
        "A pipe for each child is the simplest: two messages in one pipe can come out as one.",
        "Make a pipe, fork, and in the child `os.write(write_end, str(add_up(half)).encode())` and `os._exit(0)`.",
        "Do that for both halves before you read. A function that returns the read end spares you writing it twice.",
        "In the end: `int(os.read(one, 100)) + int(os.read(other, 100))`, and `os.wait()` once for each child.",
    ],
)
def sum_of_halves(recording: Recording):
    """Two children add up one half each, side by side; the parent prints the total and collects both."""
    children = workers(recording)
    halves = [number for child in children for number in _printed_by(recording, child)]
    yield Mark(
        "Two children add up one half each, and the parent adds up none.",
        _each_added_up_once(recording, children) and len(children) == len(set(halves)) == 2,
        _who_added_up(recording, children, halves),
    )
    yield Mark(
        "Both are started before the parent waits for a result.",
        len(children) == 2 and _started_before_waiting(recording, children),
        "The second child was started when the parent had already waited for the first."
        if len(children) > 1
        else "There was no second child.",
    )
    yield Mark(
        "The parent prints the total of both halves.",
        len(halves) == 2 and sum(halves) in _parents_numbers(recording),
        _about_the_total(recording, halves),
    )
    yield Mark(
        "The parent collects both children.",
        len(children) == 2 and len(_waits(recording, "wait", "join")) >= 2,
        "It waited for the end of fewer children than there were." if children else "There are no children yet.",
    )
    yield Mark(
        "Both children end with exit status 0.",
        len(children) == 2 and _ended_well(children),
        f"What was seen: {', '.join(child.signal or str(child.exit_code) for child in children)}."
        if children
        else "There are no children yet.",
    )


@exercise(
    "back-by-exit-status",
    hints=[
        "The child's `number` is the child's own. What does a parent get besides the child's PID when it waits for it?",
        "The child can hand a number to `os._exit`.",
        "In the parent: `pid, status = os.wait()`, and then `os.waitstatus_to_exitcode(status)` is the number.",
    ],
)
def back_by_exit_status(recording: Recording):
    """A child's number is its exit status, and the parent prints it."""
    children = workers(recording)
    yield _only_a_child_draws(recording, children)
    yield Mark(
        "The child's exit status is the number that it drew.",
        bool(children) and all(child.exit_code in _printed_by(recording, child) for child in children),
        f"It ended with {children[0].exit_code}." if children else "There is no child yet.",
    )
    yield _parent_prints_what_was_drawn(recording, children)


@exercise(
    "back-by-value",
    hints=[
        "`guests` is a global variable, so each door has its own. One number for all has to be in shared memory.",
        'Make it below the guard: `guests = Value("i", 0)`. Give it to each process: `args=(guests,)`.',
        "Each guest is one more: `guests.value += 1`. If some are lost in the end, what was missing in "
        "*Without the lock*?",
        "Hold the lock while you add: `with guests.get_lock():`, and the line that adds one below it, indented.",
    ],
)
def back_by_value(recording: Recording):
    """Three children count in one shared Value, under its lock; the parent prints the right total."""
    children = workers(recording)
    let_in = [sum(_printed_by(recording, child)) for child in children]
    yield Mark(
        "Three children let guests in, and each prints how many.",
        len(let_in) == DOORS and all(let_in),
        f"There {'was' if len(let_in) == 1 else 'were'} {len(let_in)}. A door is a process that calls door and prints."
        if let_in
        else "There are no children yet.",
    )
    yield Mark(
        "All three doors are open at the same time.",
        len(children) == DOORS and _started_before_waiting(recording, children),
        "The parent waited for one door to close before it opened the next."
        if len(children) > 1
        else "There was no second door.",
    )
    yield Mark(
        "Each door holds a lock while it counts.",
        bool(children) and all(recording.waits("acquire", child) for child in children),
        "Adding one is three steps: read, add, write. Nothing keeps another door from coming in between.",
    )
    yield Mark(
        "The parent prints how many guests there are in all, and none is lost.",
        bool(children) and sum(let_in) in _parents_numbers(recording),
        _about_the_guests(let_in, _parents_numbers(recording)),
    )


def _only_a_child_draws(recording: Recording, children: list[Process]) -> Mark:
    drew = [child for child in children if recording.calls("draw", child) and _printed_by(recording, child)]
    return Mark(
        "A child draws the number and prints it, and the parent doesn't draw.",
        len(drew) == len(children) == 1 and not recording.calls("draw", recording.main),
        "The parent drew a number itself: draw was called in the parent."
        if recording.calls("draw", recording.main)
        else "No child called draw, with its print in it."
        if not drew
        else f"There were {len(children)} children, and one wanted.",
    )


def _parent_prints_what_was_drawn(recording: Recording, children: list[Process]) -> Mark:
    drawn = {number for child in children for number in _printed_by(recording, child)}
    printed = _parents_numbers(recording)
    advice = "There is no such line yet. What a child does to its own variables never gets to the parent."
    if {number % EXIT_STATUSES for number in drawn if number >= EXIT_STATUSES} & printed:
        advice = (
            "What it printed is what's left of the number after division by 256: an exit status has no room for more."
        )
    elif {number * EXIT_STATUSES for number in drawn} & printed:
        advice = "It printed 256 times the number: what os.wait returns holds more than the exit status."
    elif _still_reading(recording):
        advice = "The parent was still waiting for a message when the program was stopped."
    return Mark("The parent prints the number that the child drew.", bool(drawn) and drawn <= printed, advice)


def _each_added_up_once(recording: Recording, children: list[Process]) -> bool:
    once = all(len(recording.calls("add_up", child)) == 1 for child in children)
    return once and not recording.calls("add_up", recording.main)


def _who_added_up(recording: Recording, children: list[Process], halves: list[float]) -> str:
    if recording.calls("add_up", recording.main):
        return "The parent called add_up itself."
    if not children:
        return "There are no children yet."
    if len(children) != 2:
        return f"There {'was 1 child' if len(children) == 1 else f'were {len(children)} children'}, and two wanted."
    if len(halves) == 2 and len(set(halves)) == 1:
        return "Both children added up the same numbers."
    return "Each child has to call add_up once, and leave the print in it as it is."


def _about_the_total(recording: Recording, halves: list[float]) -> str:
    printed = _parents_numbers(recording)
    digits = [f"{number:.0f}" for number in halves]
    if len(halves) == 2 and {float("".join(digits)), float("".join(reversed(digits)))} & printed:
        return "Its number is the two halves written one behind the other: two messages came out of the pipe as one."
    if set(halves) & printed:
        return "It printed one of the halves."
    if _still_reading(recording):
        return "The parent was still waiting for a message when the program was stopped."
    return "There is no such line yet. What a child adds to its own total stays in the child."


def _about_the_guests(let_in: list[float], printed: set[float]) -> str:
    if any(0 < total < sum(let_in) for total in printed):
        return f"{sum(let_in):.0f} were let in, but fewer were counted: two doors wrote at the same time."
    return "There is no such line yet. A global variable is each door's own."


def _ended_well(children: list[Process]) -> bool:
    return all(child.exit_code == 0 and not child.signal for child in children)


def _waits(recording: Recording, *kinds: str) -> list[Span]:
    """The first process's waits of these kinds."""
    return [wait for kind in kinds for wait in recording.waits(kind, recording.main)]


def _started_before_waiting(recording: Recording, children: list[Process]) -> bool:
    """Not whether they overlap: the work takes milliseconds, and a busy machine may do one after the other."""
    waits = _waits(recording, "join", "wait", "read", "get")
    return all(child.created_ns <= wait.end_ns for child in children for wait in waits)


def _still_reading(recording: Recording) -> bool:
    return any(wait.cut for wait in _waits(recording, "read", "get"))


def _printed_by(recording: Recording, process: Process) -> list[float]:
    return [number for line in recording.lines(process) for number in numbers(line.text)]


def _parents_numbers(recording: Recording) -> set[float]:
    return {number for _, text in parents_lines(recording) for number in numbers(text)}
