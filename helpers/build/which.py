"""What the pictures of the *which timeline?* questions show: a program, and what it is taken for, as A, B and C.

    program ── as it is ────────────────► run ──┐
        └──── with other lines in it ───► run ──┼──► images/which/<question>.png, one timeline below the other
        └──── with other lines in it ───► run ──┘

Each timeline is a real run. One is the answer; the others are of the program as somebody with a wrong idea of it
believes it to be, which takes a few other lines. What a process waits for isn't written on its lane here: the name of
a call would give the answer away to whoever only looks for that name in the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from ..picture import timelines
from ..recording.recording import Recording


@dataclass(frozen=True)
class Which:
    """A question's picture: a program, and for each letter the lines that are others there, as {line: in its place}.

    A letter with no such lines is the program itself. Of the lines that the program writes, those that begin with
    `written` are marked on the lanes; if it is None, none are.
    """

    question: str
    program: str
    timelines: Mapping[str, Mapping[str, str]]
    written: str | None = None


# of 1.8/pool_apply.py, and what hands over all its tasks at once
EACH_TASK = "        for number, seconds in enumerate(lengths, start=1):"
ONE_TASK = "            pool.apply(task, (number, seconds))"
ALL_TASKS = "        tasks = list(enumerate(lengths, start=1))"

WHICH = (
    Which(
        "which-join-first",
        "1.1/sing_while_dancing.py",
        {
            "A": {},
            "B": {"    singer.start()": "    dance()", "    dance()": "    singer.start()"},
            "C": {"    dance()": "    singer.join()", "    singer.join()": "    dance()"},
        },
        written="",
    ),
    Which(
        "which-fork-wait",
        "1.3/fork_wait.py",
        {
            "A": {},
            "B": {"    pid, status = os.wait()": "    pid = status = 0"},
            "C": {
                "    pid, status = os.wait()": "    pid = status = 0\n"
                "    while pid == 0:\n"
                "        pid, status = os.waitpid(-1, os.WNOHANG)"
            },
        },
    ),
    Which(
        "which-one-loop",
        "1.6/exit_codes.py",
        {
            "A": {"    sleep(0.1)": "    sleep(0.3)", "    sleep(0.2)": "    sleep(0.3)"},
            "B": {"        process.start()": "        process.start()\n        process.join()"},
            "C": {},
        },
    ),
    Which(
        "which-worker",
        "1.8/pool_apply.py",
        {
            "A": {EACH_TASK: ALL_TASKS, ONE_TASK: "        pool.starmap(task, tasks, chunksize=10)"},
            "B": {
                EACH_TASK: f"{ALL_TASKS}\n        for some in [tasks[:4], tasks[4:7], tasks[7:]]:",
                ONE_TASK: "            pool.starmap(task, some, chunksize=10)",
            },
            "C": {},
        },
    ),
    Which(
        "which-full-queue",
        "1.9/full_queue.py",
        {
            "A": {},
            "B": {"    q = Queue(2)": "    q = Queue()"},
            "C": {
                "        q.put(number)": "        if number in [3, 5]:\n"
                "            sleep(0.22)  # until both are out\n"
                "        q.put(number)"
            },
        },
        written="put",
    ),
)


class NotAsWritten(LookupError):
    """A line that should be another one isn't in the program, or is there more than once."""


def changed(program: str, lines: Mapping[str, str]) -> str:
    """The program's text with these lines in place of its own. Raises NotAsWritten."""
    text = program.split("\n")
    for line in lines:
        if text.count(line) != 1:
            raise NotAsWritten(f"The line {line!r} must be in the program once, and is there {text.count(line)} times.")
    return "\n".join(lines.get(line, line) for line in text)


def below_each_other(which: Which, runs: Mapping[str, Recording]) -> Figure:
    """The runs as timelines on one scale, each with its letter, and without the names of the waits."""
    shown = [
        replace(
            run,
            spans=tuple(span for span in run.spans if span.kind == "call"),
            output=tuple(
                line for line in run.output if which.written is not None and line.text.startswith(which.written)
            ),
        )
        for run in runs.values()
    ]
    return timelines(shown, list(runs))
