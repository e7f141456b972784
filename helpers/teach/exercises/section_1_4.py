"""Section 1.4: what a child has found out comes back to its parent, in three ways.

`back-by-exit-status`: a child draws a number from 1 to 255, writes it, and ends with it as its exit status; the parent
writes the same number. `back-by-message`: the number may be a million, so it must come as a message. `back-by-value`:
several children let guests in, one after the other, and count them all in one shared Value.

In all three the children write what they drew, so a marker can compare. The parent must not draw by itself: a number
that only a child can know has come from there.
"""

from __future__ import annotations

from ...recording.recording import Process, Recording
from ..evidence import numbers, parents_lines, workers
from ..marking import Mark, exercise

EXIT_STATUSES = 256  # an exit status is a number below that (wait(2))


@exercise(
    "back-by-exit-status",
    hints=[
        "The child's `number` is the child's own. What does a parent get from `os.wait` besides the child's PID?",
        "Let `draw` return the number, and end the child with it: `os._exit(draw())`.",
        "In the parent: `pid, status = os.wait()`, and then `os.waitstatus_to_exitcode(status)` is the number.",
    ],
)
def back_by_exit_status(recording: Recording):
    """A child's number is its exit status, and the parent writes it."""
    children = workers(recording)
    yield _only_children_draw(recording, children, at_least=1)
    yield Mark(
        "The child's exit status is the number that it drew.",
        bool(children) and all(child.exit_code in _written_by(recording, child) for child in children),
        "It ended with another exit status. Hand the number to os._exit.",
    )
    yield _parent_writes_each(recording, children)


@exercise(
    "back-by-message",
    hints=[
        "An exit status is a number below 256. Anything larger must be sent: through a pipe, for example.",
        "Call `read_end, write_end = os.pipe()` before the fork. Both processes have both ends then.",
        "The child writes bytes: `os.write(write_end, str(draw()).encode())`.",
        "The parent reads them: `int(os.read(read_end, 100))`. The call waits until something is there.",
    ],
)
def back_by_message(recording: Recording):
    """A number too large for an exit status comes back."""
    children = workers(recording)
    yield _only_children_draw(recording, children, at_least=1)
    yield Mark(
        "The child ends well, with exit status 0.",
        bool(children) and all(child.exit_code == 0 and not child.signal for child in children),
        "An exit status other than 0 says that something went wrong. The number has to go another way: a pipe, or a"
        " queue.",
    )
    yield _parent_writes_each(recording, children)


@exercise(
    "back-by-value",
    hints=[
        "`guests` is a global variable, so each door has its own. One number for all must be in shared memory.",
        'Make it below the guard: `guests = Value("i", 0)`. Give it to each process: `args=(guests,)`.',
        "Each guest is one more: `guests.value += 1`. If some are lost in the end: what did the last program lack?",
        "Hold the lock while you add: `with guests.get_lock():`, and the line that adds one below it, indented.",
    ],
)
def back_by_value(recording: Recording):
    """Several children count in one shared Value, under its lock; the parent writes the right total."""
    children = workers(recording)
    let_in = [sum(_written_by(recording, child)) for child in children]
    yield Mark(
        "At least two children let guests in, and each writes how many.",
        sum(count > 0 for count in let_in) >= 2,
        "Start three processes with the target door, and leave its print as it is.",
    )
    yield Mark(
        "All of them were started before the parent waited for one.",
        len(children) >= 2 and _started_before_waiting(recording, children),
        "One was started only when another had been joined. Start them all before you join the first one.",
    )
    yield Mark(
        "Each of them held a lock while it counted.",
        bool(children) and all(recording.waits("acquire", child) for child in children),
        "Adding one is read, add, write. Use `with guests.get_lock():` around it, so that nobody comes in between.",
    )
    totals = [number for _, text in parents_lines(recording) for number in numbers(text)]
    yield Mark(
        "The parent writes how many guests there are in all, and none is lost.",
        bool(children) and sum(let_in) in totals,
        _advice_on_total(let_in, totals),
    )


def _only_children_draw(recording: Recording, children: list[Process], at_least: int) -> Mark:
    drew = [child for child in children if recording.calls("draw", child) and _written_by(recording, child)]
    return Mark(
        "A child draws the number and writes it, and the parent doesn't draw.",
        len(drew) >= at_least and not recording.calls("draw", recording.main),
        "The parent called draw() itself. Call it in the child only."
        if recording.calls("draw", recording.main)
        else "No child called draw(). Leave the function and its print as they are, and call it in a child.",
    )


def _started_before_waiting(recording: Recording, children: list[Process]) -> bool:
    """Not whether they overlap: counting takes milliseconds, and a busy machine may run one after the other."""
    waits = [wait for kind in ("join", "wait") for wait in recording.waits(kind, recording.main)]
    return all(child.created_ns <= wait.end_ns for child in children for wait in waits)


def _written_by(recording: Recording, process: Process) -> list[float]:
    return [number for line in recording.lines(process) for number in numbers(line.text)]


def _parent_writes_each(recording: Recording, children: list[Process]) -> Mark:
    drawn = {number for child in children for number in _written_by(recording, child)}
    written = {number for _, text in parents_lines(recording) for number in numbers(text)}
    remainders = {number % EXIT_STATUSES for number in drawn} - drawn
    return Mark(
        "The parent writes the number that the child drew.",
        bool(drawn) and drawn <= written,
        "The parent wrote what is left of the number when it is divided by 256: an exit status has no room for more."
        if remainders & written
        else "The parent wrote no such number. What the child changes in its own variables never gets to the parent.",
    )


def _advice_on_total(let_in: list[float], totals: list[float]) -> str:
    if any(0 < total < sum(let_in) for total in totals):
        return f"{sum(let_in):.0f} were let in, but fewer were counted. Two doors wrote at once: hold the lock."
    return "The parent wrote no such number. A global variable is each door's own: count in a Value that all share."
