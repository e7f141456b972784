"""Runs a program under every watcher in turn, round after round, and keeps what each run took.

    round 1   unwatched  exact  sampled  …  perf
    round 2   exact  sampled  …  perf  unwatched        each round begins with the next
    …

What else the machine does meanwhile hits all alike, and a ratio is one of two runs of the same round. Where
there are many rounds, one that isn't counted comes first: it fills the disk's cache and writes the bytecode.
"""

from __future__ import annotations

import os
import re
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .questions import Question
from .watchers import UNWATCHED, Seen, Watcher

ROOT = Path(__file__).resolve().parents[1]
LIMIT_S = 120
WORKED = re.compile(r"^worked from (\d+) to (\d+) ns$", re.MULTILINE)
ALONE_AND_POOLED = re.compile(r"^alone: (\d+) microseconds\nwith the pool: (\d+) microseconds$", re.MULTILINE)


class Failed(Exception):
    """A run did not come to its end; the text says what was seen."""


@dataclass(frozen=True)
class Run:
    """One run: `figure` is what the program says of itself (seconds of work; or a ratio, for 1.8's program), None if
    it says nothing. The other times are in seconds; `after_s` is from the end of the work to the end of the command."""

    figure: float | None
    wall_s: float
    cpu_s: float
    after_s: float | None = None
    record_bytes: int = 0


@dataclass
class Result:
    """What came of a watcher at one question: its runs by round, what its last record holds, and why there are no
    more of them, if there should be."""

    watcher: str
    runs: dict[int, Run] = field(default_factory=dict)
    seen: Seen | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Spread:
    """The median of some figures, and the least and the most of them."""

    median: float
    least: float
    most: float
    count: int

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        """Raises statistics.StatisticsError if there are none."""
        return cls(statistics.median(figures), min(figures), max(figures), len(figures))


def ask(question: Question, rounds: int, say: Callable[[str], None]) -> list[Result]:
    """Run the question's program under each of its watchers, `rounds` times; tell `say` what goes on."""
    results = {watcher: Result(watcher.name) for watcher in question.watchers}
    with tempfile.TemporaryDirectory() as folder:
        for watcher, result in results.items():
            if watcher.missing():
                result.problem = "not installed"
        for number in range(-1 if rounds > 3 else 0, rounds):
            say(f"{question.title}: {'warming up' if number < 0 else f'round {number + 1} of {rounds}'}")
            for watcher in rotated(question.watchers, max(number, 0)):
                result = results[watcher]
                if result.problem or (watcher in question.once and number != 0):
                    continue
                record = Path(folder) / "record.json"  # VizTracer writes what the name says
                record.unlink(missing_ok=True)
                try:
                    run = run_once(watcher, question.program, record)
                except Failed as why:
                    result.problem = str(why)
                    continue
                if number >= 0:
                    result.runs[number] = run
                if question.reads_records and watcher.read and (number == rounds - 1 or watcher in question.once):
                    result.seen = watcher.read(record)
    return list(results.values())


def rotated(watchers: Sequence[Watcher], number: int) -> list[Watcher]:
    start = number % len(watchers)
    return [*watchers[start:], *watchers[:start]]


def run_once(watcher: Watcher, program: Sequence[str], record: Path) -> Run:
    """Run `program` under `watcher`, with what Python's own variables say taken out of the environment.

    Raises Failed if it does not end with 0, or not within LIMIT_S.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = watcher.command(str(record), program)
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        began = time.perf_counter_ns()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment, **watcher.environment},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        late = threading.Timer(LIMIT_S, os.killpg, (process.pid, signal.SIGKILL))
        late.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
            ended = time.perf_counter_ns()
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            late.cancel()
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        out.seek(0)
        err.seek(0)
        said, complained = out.read(), err.read()
    if process.returncode == -signal.SIGKILL and ended - began >= LIMIT_S * 1e9:
        raise Failed(f"did not end within {LIMIT_S} s")
    if process.returncode:
        last = [text.strip().split("\n")[-1] for text in (complained, said) if text.strip()]
        why = last[0].replace(str(ROOT), "…") if last else f"it ended with {process.returncode}"
        raise Failed(f"did not work: {why}")
    figure, after_s = read_output(said, ended)
    size = record.stat().st_size if record.exists() else 0
    return Run(figure, (ended - began) / 1e9, used.ru_utime + used.ru_stime, after_s, size)


def read_output(said: str, ended_ns: int) -> tuple[float | None, float | None]:
    """(what the program says of itself, seconds from the end of its work to `ended_ns`), None where it doesn't say.

    A program reads the clock that is read here, time.perf_counter: all processes of a Linux or a Mac share it.
    """
    if worked := WORKED.search(said):
        began, ended = map(int, worked.groups())
        return (ended - began) / 1e9, (ended_ns - ended) / 1e9
    if times := ALONE_AND_POOLED.search(said):
        return int(times[2]) / max(1, int(times[1])), None
    return None, None


def pairs(result: Result, unwatched: Result, how: Callable[[Run, Run], float]) -> Spread | None:
    """`how(run, unwatched run)` of each round that has both; None if there is none."""
    both = [(run, unwatched.runs[number]) for number, run in result.runs.items() if number in unwatched.runs]
    return Spread.of([how(run, other) for run, other in both]) if both else None


def unwatched_of(results: Sequence[Result]) -> Result | None:
    return next((result for result in results if result.watcher == UNWATCHED.name), None)
