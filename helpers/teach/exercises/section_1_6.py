"""Section 1.6: three functions side by side, and three functions with a time limit.

`side-by-side`: the functions `cook`, `burn` and `taste` run at the same time, each in a process of its own, and the
parent writes the exitcodes 0, 1 and 4, in the order of the start.

`time-limit`: the functions `quick`, `broken` and `endless` run at the same time. The parent waits for about a second,
terminates the one that is still alive, and writes the exitcodes 0, 1 and -15, in the order of the start.
"""

from __future__ import annotations

import signal

from ...recording.recording import Process, Recording
from ..evidence import MS, numbers, parents_lines, workers
from ..marking import Mark, exercise

MARGIN_NS = 50 * MS  # a line and an exit are stamped by different sources
ABOUT_A_SECOND_NS = (700 * MS, 5000 * MS)  # with room for a busy machine, which makes every wait longer


@exercise(
    "side-by-side",
    hints=[
        "Look at the timeline of the start: when does the second process begin? Which line of the loop waits?",
        "Use two loops. The first starts all the processes, and the second waits for them.",
        "The second loop needs to know the processes. Before the loops: `processes = []`, and in the first one: "
        "`processes.append(process)`.",
    ],
)
def side_by_side(recording: Recording):
    """Three functions at the same time, and their exitcodes in the order of the start."""
    functions = ("cook", "burn", "taste")
    children = _children_that_call(recording, functions)
    yield Mark(
        "Each of the three functions runs in a process of its own.",
        len(children) == 3,
        _who_calls(recording, functions),
    )
    calls = [call for function in functions for call in recording.calls(function)]
    most = recording.most_at_once(calls)
    yield Mark(
        "All three run at the same time.",
        len(children) == 3 and most == 3,
        f"At most {most} of the functions ran at one time. Each began only when another one had ended."
        if most
        else "None of the functions was called.",
    )
    yield _ends(recording, children, [0, 1, 4])
    yield _reports(recording, children, [0, 1, 4])


@exercise(
    "time-limit",
    hints=[
        "Start all three first, as in the exercise before this one. Then think about how long the parent may wait.",
        "`process.join(1)` waits for a second at most. How would you find out whether the process has ended?",
        "`if process.is_alive():` and below that, indented, `process.terminate()`.",
        "`terminate()` only sends a signal. The exitcode is known when the process has ended: join it once more.",
    ],
)
def time_limit(recording: Recording):
    """Three functions at the same time; what isn't done within a second is terminated, and all exitcodes are told."""
    functions = ("quick", "broken", "endless")
    children = _children_that_call(recording, functions)
    yield Mark(
        "Each of the three functions runs in a process of its own.",
        len(children) == 3,
        _who_calls(recording, functions),
    )
    yield Mark(
        "The parent starts all three before it waits for one.",
        len(children) == 3 and _started_together(children),
        "One of them was started only when another had ended." if len(children) == 3 else "There aren't three yet.",
    )
    yield _ends(recording, children, [0, 1, -signal.SIGTERM])
    yield Mark("They get about a second.", len(children) == 3 and _had_a_second(children[2]), _how_long(children))
    yield _reports(recording, children, [0, 1, -signal.SIGTERM])


def _children_that_call(recording: Recording, functions: tuple[str, ...]) -> list[Process]:
    """The child that calls the first function, that which calls the second … as far as each has a child of its own."""
    found: list[Process] = []
    family = workers(recording)
    for function in functions:
        callers = {call.pid for call in recording.calls(function)}
        mine = [process for process in family if process.pid in callers]
        if len(callers) == len(mine) == 1 and mine[0] not in found:
            found += mine
    return found


def _who_calls(recording: Recording, functions: tuple[str, ...]) -> str:
    for function in functions:
        callers = [recording.process(call.pid) for call in recording.calls(function)]
        if not callers:
            return f"Nobody called {function}()."
        if recording.main in callers:
            return f"{function}() was called by the main process itself."
        if len(callers) > 1:
            return f"{function}() was called {len(callers)} times."
    return "One process called more than one of the functions."


def _code(process: Process) -> int | None:
    """The exit status as multiprocessing has it: minus the signal's number for one that a signal ended."""
    return -signal.Signals[process.signal] if process.signal else process.exit_code


def _ends(recording: Recording, children: list[Process], wanted: list[int]) -> Mark:
    codes = [_code(child) for child in children]
    if recording.stopped:
        advice = "The program didn't come to its end. One of the processes was never stopped."
    else:
        advice = f"What was seen: {', '.join(map(str, codes)) or 'no child that calls one of them'}."
    return Mark(f"They end with {_in_words(wanted)}.", codes == wanted, advice)


def _reports(recording: Recording, children: list[Process], wanted: list[int]) -> Mark:
    """Whether the parent wrote these numbers in this order, each when the process that it belongs to had ended."""
    lines = [(at, number) for at, text in parents_lines(recording) for number in numbers(text)]
    ends = [recording.wall_ns if child.exited_ns is None else child.exited_ns for child in children]
    rest = iter(lines)
    done = len(ends) == len(wanted) and all(
        any(number == code and at + MARGIN_NS >= end for at, number in rest)
        for code, end in zip(wanted, ends, strict=True)
    )
    written = [number for _, number in lines]
    if any("None" in text for _, text in parents_lines(recording)):
        advice = "A line says None: that exitcode was asked for before the process had ended."
    elif all(code in written for code in wanted):
        advice = "The numbers are there, but in another order, or before the processes had ended."
    else:
        missing = [str(code) for code in wanted if code not in written]
        advice = f"The parent didn't write {' and '.join(missing)}."
    return Mark(f"The parent writes the exitcodes {_in_words(wanted)}, in this order.", done, advice)


def _in_words(codes: list[int]) -> str:
    return f"{', '.join(str(int(code)) for code in codes[:-1])} and {int(codes[-1])}"


def _started_together(children: list[Process]) -> bool:
    """Whether all were born before the first of them, which takes 0.2 s, had ended."""
    first = children[0]
    return first.exited_ns is None or all(child.created_ns < first.exited_ns for child in children)


def _had_a_second(endless: Process) -> bool:
    least, most = ABOUT_A_SECOND_NS
    return endless.exited_ns is not None and least <= endless.exited_ns - endless.created_ns <= most


def _how_long(children: list[Process]) -> str:
    if len(children) < 3:
        return "There aren't three yet."
    endless = children[2]
    if endless.exited_ns is None:
        return "endless() was never stopped."
    return f"endless() was stopped after {(endless.exited_ns - endless.created_ns) / 1e9:.1f} seconds."
