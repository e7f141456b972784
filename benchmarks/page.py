"""Writes BENCHMARKS.md from what was measured: a table for each question, the goals beside the figures.

Nothing is measured here, and nothing judged but whether a median is within its goal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .questions import Question
from .ready import Measure
from .rounds import Result, Run, Spread, pairs, unwatched_of
from .words import NOTHING, Row, megabytes, micro, middle, milli, seconds, size, spread, table, times

HOW_TO_READ = """\
Made by `python3 course.py bench`; nothing here was typed. Every table asks one question of one small program
([benchmarks/programs](benchmarks/programs)), which is run without a watcher and under each of them, in turn, round
after round. Figures are medians; in brackets stand the least and the most.

- **work** is what the program took by its own clock, from its first line of work to its last: what a learner would see.
- **times unwatched** compares two runs of the same round. 1.00 means that watching could not be noticed.
- **whole command** and **CPU time** are of everything that was started, the watcher and its record included.
- **after the work** is from the program's last line of work to the end of the command, when the record is written.
- **goal** is what this course wants of its recorder, and whether the median is within it.

*This recorder* sees who was on a CPU from the kernel's own events (exact), or by looking up to 250 times a second
(sampled); with *no calls*, nothing is loaded into the program. [VizTracer](https://viztracer.readthedocs.io) records
calls, in C, and knows nothing of CPUs; [strace](https://strace.io) records system calls;
[perf](https://perfwiki.github.io/main/) records switches and samples. Each answers another question, so no table names
a winner. Whatever else the machine did is in all these figures: a difference smaller than the brackets means
nothing."""


@dataclass(frozen=True)
class Section:
    """What was measured under one condition: how it was, and the results by question."""

    title: str
    about: str
    results: Sequence[tuple[Question, Sequence[Result]]]
    ready: Sequence[Measure] = ()
    with_goals: bool = True


def page(made: str, machine: Sequence[tuple[str, str]], sections: Sequence[Section]) -> str:
    """The whole text of BENCHMARKS.md. `made` says when."""
    parts = ["# What watching costs", f"Measured on {made}.", table([("machine", ""), *machine]), HOW_TO_READ]
    for section in sections:
        parts += [f"## {section.title}", section.about]
        for question, results in section.results:
            parts += [f"### {question.title}", question.about, answer(question, results, section.with_goals)]
        if section.ready:
            parts += ["### From the program's end to its recording and its picture", ABOUT_READY, readiness(section)]
    return "\n\n".join(parts) + "\n"


ABOUT_READY = (
    "In a notebook, where the recorder is started already: what a reader waits for after the program has ended."
    " A recording becomes a picture by `timeline` and its PNG; what this takes is counted as CPU time."
)


def answer(question: Question, results: Sequence[Result], with_goals: bool) -> str:
    """The question's table, and below it what ended a watcher's runs before all were made."""
    rows_ = {"work": compared, "start": started, "ends": ended}[question.kind](question, results, with_goals)
    cut_short = [
        f"{r.watcher}: a run {r.problem}. The figures are of those before it." for r in results if r.runs and r.problem
    ]
    return "\n\n".join([table(rows_), *cut_short])


def compared(question: Question, results: Sequence[Result], with_goals: bool) -> list[Row]:
    """Each watcher's work beside that of the unwatched."""
    own = seconds if any(run.after_s is not None for result in results for run in result.runs.values()) else times
    unwatched = unwatched_of(results)
    columns: list[tuple[str, Callable[[Result], str]]] = [
        ("work" if own is seconds else "the program's figure", lambda r: spread(figures(r, "figure"), own)),
        ("times unwatched", lambda r: spread(ratio(r, unwatched), times)),
    ]
    if question.calls:
        columns += [
            ("added to a call", lambda r: spread(decisive(question, r, unwatched), micro)),
            ("calls in the record", lambda r: counted(r, question.calls)),
        ]
    if with_goals and question.goals:
        columns.append(("goal", lambda r: goal(question, r, unwatched)))
    columns += [
        ("whole command", lambda r: middle(figures(r, "wall_s"), seconds)),
        ("CPU time", lambda r: middle(figures(r, "cpu_s"), seconds)),
        ("record", lambda r: middle(figures(r, "record_bytes"), size)),
    ]
    if own is seconds:
        columns.append(("after the work", lambda r: middle(figures(r, "after_s"), seconds)))
    return rows(columns, results)


def started(question: Question, results: Sequence[Result], with_goals: bool) -> list[Row]:
    """Each watcher's whole command beside that of the unwatched."""
    unwatched = unwatched_of(results)
    columns: list[tuple[str, Callable[[Result], str]]] = [
        ("whole command", lambda r: spread(figures(r, "wall_s"), seconds)),
        ("added", lambda r: spread(decisive(question, r, unwatched), milli)),
    ]
    if with_goals:
        columns.append(("goal", lambda r: goal(question, r, unwatched)))
    columns += [
        ("CPU time", lambda r: middle(figures(r, "cpu_s"), seconds)),
        ("record", lambda r: middle(figures(r, "record_bytes"), size)),
    ]
    return rows(columns, results)


def ended(question: Question, results: Sequence[Result], with_goals: bool) -> list[Row]:
    """What each record holds of 31 processes and of a thousand calls in children of each kind."""

    def calls(name: str) -> Callable[[Result], str]:
        return lambda r: "not its business" if r.seen.calls is None else f"{r.seen.calls[name]:,} of 1,000"

    return rows(
        [
            ("processes", lambda r: f"{r.seen.processes} of 31"),
            ("calls of children that returned", calls("step_returned")),
            ("that left by `os._exit`", calls("step_exited")),
            ("that were killed", calls("step_killed")),
        ],
        results,
    )


def readiness(section: Section) -> str:
    rows_ = [("what", "measured", *(["goal"] if section.with_goals else []))]
    for measure in section.ready:
        form = milli if measure.unit == "ms" else megabytes
        row = (measure.what, spread(measure.spread, form))
        rows_.append((*row, verdict(measure.spread, measure.goal, form)) if section.with_goals else row)
    return table(rows_)


# ---- figures --------------------------------------------------------------------------------


def figures(result: Result, name: str) -> Spread | None:
    """The field `name` of all runs that have it, but for a record that was not written."""
    found = [value for run in result.runs.values() if (value := getattr(run, name)) is not None]
    return Spread.of(found) if found and any(found) else None


def ratio(result: Result, unwatched: Result | None) -> Spread | None:
    """How many times as long as unwatched; None for the unwatched itself."""
    if unwatched is None or result is unwatched:
        return None
    return pairs(result, unwatched, lambda run, plain: run.figure / plain.figure)


def decisive(question: Question, result: Result, unwatched: Result | None) -> Spread | None:
    """What a goal is about: ms added to a start, µs added to a call, or times unwatched."""
    if unwatched is None or result is unwatched:
        return None
    if question.kind == "start":
        return pairs(result, unwatched, lambda run, plain: 1e3 * (run.wall_s - plain.wall_s))
    if question.calls:
        return pairs(result, unwatched, lambda run, plain: added_to_a_call(run, plain, question.calls))
    return ratio(result, unwatched)


def added_to_a_call(run: Run, plain: Run, calls: int) -> float:
    """Microseconds."""
    return 1e6 * (run.figure - plain.figure) / calls


def goal(question: Question, result: Result, unwatched: Result | None) -> str:
    form = milli if question.kind == "start" else micro if question.calls else times
    if result.watcher in question.goals and question.calls and calls_of(result) != question.calls:
        return f"≤ {form(question.goals[result.watcher])} for every call: **missed**, for not all were recorded"
    return verdict(decisive(question, result, unwatched), question.goals.get(result.watcher), form)


def verdict(found: Spread | None, limit: float | None, form: Callable[[float], str]) -> str:
    if limit is None:
        return ""
    return f"≤ {form(limit)}: " + (NOTHING if found is None else "met" if found.median <= limit else "**missed**")


def counted(result: Result, truth: int) -> str:
    """How many of the calls the record holds."""
    found = calls_of(result)
    return NOTHING if found is None else f"{found:,} of {truth:,}"


def calls_of(result: Result) -> int | None:
    """How many calls of `step` the last record holds; None if its tool knows of no calls."""
    return None if result.seen is None or result.seen.calls is None else result.seen.calls["step"]


# ---- tables ---------------------------------------------------------------------------------


def rows(columns: Sequence[tuple[str, Callable[[Result], str]]], results: Sequence[Result]) -> list[Row]:
    """The head and a row for each watcher; what a watcher that did not run has to say stands in its first cell."""
    found: list[Row] = [("watched by", *(head for head, _ in columns))]
    for result in results:
        if not result.runs:
            found.append((result.watcher, result.problem or NOTHING, *[""] * (len(columns) - 1)))
        else:
            found.append((result.watcher, *(cell(result) for _, cell in columns)))
    return found
