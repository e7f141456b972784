"""What is asked: the programs, how often each is run, and what the recorder is to reach.

A goal holds for the median on a quiet machine. Python 3.11 has no sys.monitoring, and gets goals of its own.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from .watchers import ALL, EXACT, NO_CALLS, NOTHING_WRITTEN, PERF, SAMPLED, STRACE, UNWATCHED, VIZTRACER, Watcher

PROGRAMS = Path(__file__).resolve().parent / "programs"
LESSONS = PROGRAMS.parents[1] / "helpers" / "programs"
HAS_MONITORING = sys.version_info >= (3, 12)


@dataclass(frozen=True)
class Question:
    """A table of the page.

    `kind` says which: "work" compares what a program took for its work by its own clock, "start" the whole command,
    "ends" what the records hold. `goals` are by the watcher's name: the most that the last figure of the kind
    may be (times unwatched; µs a call; ms added). `calls` is how many calls of `step` there are. Watchers in
    `once` take so long that one run must do; `busy_rounds` 0 leaves the question out on a busy machine.
    """

    title: str
    about: str
    program: tuple[str, ...]
    rounds: int
    busy_rounds: int
    kind: str = "work"
    watchers: tuple[Watcher, ...] = ALL
    once: tuple[Watcher, ...] = ()
    calls: int = 0
    goals: dict[str, float] = field(default_factory=dict)

    @property
    def reads_records(self) -> bool:
        """Whether it matters here what a record holds."""
        return bool(self.calls) or self.kind == "ends"


def ours(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(PROGRAMS / name), *arguments)


def both(limit: float) -> dict[str, float]:
    """This goal, with the turns exact or sampled."""
    return {EXACT.name: limit, SAMPLED.name: limit}


QUESTIONS = (
    Question(
        "Start and end of an empty program",
        "The whole command, from its start to its end, record included; what it takes more than `python empty.py`.",
        ours("empty.py"),
        rounds=9,
        busy_rounds=5,
        kind="start",
        watchers=(UNWATCHED, NOTHING_WRITTEN, *ALL[1:]),
        goals={NOTHING_WRITTEN.name: 30, EXACT.name: 38},
    ),
    Question(
        "Forks and a pool",
        "A hundred children one after the other, then a pool of two with two hundred tasks; a few milliseconds each.",
        ours("forks_and_pool.py"),
        rounds=5,
        busy_rounds=3,
        goals=both(1.05),
    ),
    Question(
        "A hundred thousand calls",
        "An empty function is called in a loop. Every call is to be in the record.",
        ours("calls.py", "100000"),
        rounds=7,
        busy_rounds=5,
        calls=100_000,
        goals=both(1.5 if HAS_MONITORING else 2.5),
    ),
    Question(
        "A million calls",
        "This recorder keeps at most a hundred thousand calls of a process; the others are to cost next to nothing.",
        ours("calls.py", "1000000"),
        rounds=5,
        busy_rounds=0,
        once=(VIZTRACER,),
        calls=1_000_000,
    ),
    Question(
        "A loop in pure Python",
        "Five million additions, and no call.",
        ours("loop.py"),
        rounds=5,
        busy_rounds=3,
        goals=both(1.2) if HAS_MONITORING else {},
    ),
    Question(
        "A hundred thousand messages through queues",
        "Two processes send each other numbers through two queues; each answers before the next comes."
        " For strace, see the next table.",
        ours("ping_pong.py", "100000"),
        rounds=3,
        busy_rounds=0,
        watchers=tuple(watcher for watcher in ALL if watcher is not STRACE),
        once=(VIZTRACER,),
        goals=both(1.2) if HAS_MONITORING else {},
    ),
    Question(
        "Three thousand messages through queues",
        "The same, but short.",
        ours("ping_pong.py", "3000"),
        rounds=5,
        busy_rounds=3,
        goals=both(1.2) if HAS_MONITORING else {},
    ),
    Question(
        "Two hundred short forks",
        "Children that end at once, one after the other: the time of a fork is all there is.",
        ours("short_forks.py"),
        rounds=7,
        busy_rounds=5,
    ),
    Question(
        "Tasks that are too small",
        "The program of lesson 1.8, with its own figure: how many times as long a pool takes for a thousand tasks that"
        " are nothing. Who wants to know a cost watches without calls.",
        (str(LESSONS / "1.8" / "thousand_squares.py"),),
        rounds=9,
        busy_rounds=5,
        watchers=(UNWATCHED, EXACT, NO_CALLS, PERF),
        goals={NO_CALLS.name: 1.2},
    ),
    Question(
        "What is lost when processes end",
        "Thirty children of one program, with a hundred calls each: ten return, ten leave by `os._exit`, ten kill"
        " themselves with SIGKILL.",
        ours("three_ends.py"),
        rounds=1,
        busy_rounds=1,
        kind="ends",
        watchers=ALL[1:],
    ),
)
