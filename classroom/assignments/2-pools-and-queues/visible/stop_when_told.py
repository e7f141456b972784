"""Processes of a class of their own go on until they are told to stop, and then finish what they have to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Process, Recording

TITLE = "Stop when you're told"


def case(tickers: Sequence[tuple[str, float]]) -> Case:
    """Each ticker is an argument, a name and a period in seconds: fast=0.1."""
    args = tuple(f"{name}={period:g}" for name, period in tickers)
    return Case(args, expected={"names": [name for name, _ in tickers]}, timeout_s=10)


GIVEN = case([("fast", 0.1), ("slow", 0.25)])


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """What students see: a process each, at the same time; their last lines; how they end."""
    names, tickers = case.expected["names"], of_names(recording)
    family = seen.workers(recording)
    yield Check(
        "Each ticker is a process of its own, and they tick at the same time.",
        sorted(tickers) == sorted(names) and len(family) == len(names) and seen.side_by_side(family),
        "`start()` makes a process that calls `run`; start all before you wait.",
        f"There were {seen.counted(len(family), 'process', 'processes')} besides the parent, and in them "
        f"{seen.listed(sorted(tickers))} ticked.",
    )
    yield Check(
        "The last line of each says how often it ticked.",
        says_how_often(recording, names),
        'When it is told to stop, it leaves its loop and writes a line like "fast ticked 9 times".',
        about_last_lines(recording),
    )
    killed = [process for process in family if not seen.ended_well(process)]
    yield Check(
        "All of them end by themselves, with exit status 0.",
        len(tickers) == len(family) == len(names) and not killed and not recording.stopped,
        "`terminate` ends a process at any place. Something that both processes share can ask it to stop.",
        f"{killed[0].role} {seen.how_it_ended(recording, killed[0])}." if killed else "There is a ticker missing.",
    )


def of_names(recording: Recording) -> dict[str, Process]:
    """The name of each ticker → the process that wrote its ticks, if it was one, and not the first one."""
    found: dict[str, set[int]] = {}
    for line, (name,) in seen.lines_by(recording, list(recording.processes), r"tick (\w+)"):
        found.setdefault(name, set()).add(line.pid)
    family = {process.pid: process for process in seen.workers(recording)}
    return {name: family[min(pids)] for name, pids in found.items() if len(pids) == 1 and pids <= family.keys()}


def says_how_often(recording: Recording, names: Sequence[str]) -> bool:
    """Whether the last line of each ticker says its name, and as many times as it wrote a tick."""
    tickers = of_names(recording)
    return sorted(tickers) == sorted(names) and all(
        _last_line(recording, process).removesuffix("s") == f"{name} ticked {_ticks(recording, process)} time"
        for name, process in tickers.items()
    )


def _ticks(recording: Recording, process: Process) -> int:
    return len(seen.lines_by(recording, [process], r"tick \w+"))


def _last_line(recording: Recording, process: Process) -> str:
    return recording.lines(process)[-1].text.rstrip()


def about_last_lines(recording: Recording) -> str:
    """The last line of each ticker, beside its ticks."""
    said = [
        f"{name} ticked {seen.counted(_ticks(recording, process), 'time')}, and its last line was "
        f"{_last_line(recording, process)[:40]!r}"
        for name, process in sorted(of_names(recording).items())
    ]
    return f"{'; '.join(said)}." if said else "No ticker ticked in a process of its own."
