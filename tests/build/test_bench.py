"""The benchmarks: figures become tables, a tool that is missing or fails is said, and programs are measured in turn."""

import sys

import pytest

from benchmarks import rounds
from benchmarks.machine import kept_busy, usable_cpus
from benchmarks.page import Section, page
from benchmarks.questions import QUESTIONS, Question
from benchmarks.ready import Measure
from benchmarks.rounds import Result, Run, Spread, ask
from benchmarks.watchers import ALL, EXACT, PERF, UNWATCHED, VIZTRACER, Seen, Watcher

ANY_LAYER = Watcher(EXACT.name, EXACT.command, EXACT.read)  # the exact one isn't to be had everywhere


def took(watcher: Watcher, *seconds: float, seen: Seen | None = None) -> Result:
    """A run for each of `seconds` of work; the whole command took 10 ms more."""
    runs = {number: Run(work, work + 0.01, work, 0.005, 2048) for number, work in enumerate(seconds)}
    return Result(watcher.name, runs, seen)


def asked(**how) -> Question:
    return Question(
        **{"title": "How long?", "about": "It matters.", "program": ("x.py",), "rounds": 3, "busy_rounds": 1} | how
    )


def rows_of(question: Question, results: list[Result], **section) -> dict[str, dict[str, str]]:
    """The question's table on the page: each row's cells by their column, by what stands in the first."""
    text = page("1 May", [("CPU", "fast")], [Section("Quiet", "…", [(question, results)], **section)])
    lines = text.partition("### How long?\n")[2].splitlines()
    head, _, *body = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("|")]
    return {row[0]: dict(zip(head, row, strict=True)) for row in body}


def test_medians_and_spread():
    assert Spread.of([5, 1, 2]) == Spread(median=2, least=1, most=5, count=3)


def test_a_ratio_compares_runs_of_the_same_round():
    results = [took(UNWATCHED, 1.0, 2.0, 4.0), took(EXACT, 1.1, 2.0, 8.0)]
    exact = rows_of(asked(goals={EXACT.name: 1.2}), results)[EXACT.name]
    assert exact["times unwatched"] == "1.10 (1.00 … 2.00)"
    assert exact["work"] == "2.00 s (1.10 s … 8.00 s)"
    assert exact["goal"] == "≤ 1.20: met"
    assert (exact["record"], exact["after the work"]) == ("2 KiB", "5 ms")


def test_a_goal_that_was_not_reached_is_said():
    results = [took(UNWATCHED, 1.0, 1.0, 1.0), took(EXACT, 1.0, 1.3, 1.4)]
    table = rows_of(asked(goals={EXACT.name: 1.2}), results)
    assert table[EXACT.name]["goal"] == "≤ 1.20: **missed**"
    assert table[UNWATCHED.name]["goal"] == ""


def test_goals_are_for_a_quiet_machine():
    results = [took(UNWATCHED, 1.0), took(EXACT, 2.0)]
    assert "goal" not in rows_of(asked(goals={EXACT.name: 1.2}), results, with_goals=False)[EXACT.name]


@pytest.mark.parametrize("kept, verdict", [(1000, "met"), (999, "not all were recorded")])
def test_a_cheap_call_counts_only_if_all_calls_were_recorded(kept, verdict):
    results = [
        took(UNWATCHED, 1.0),
        took(EXACT, 1.001, seen=Seen(1, {"step": kept})),
        took(PERF, 1.0, seen=Seen(1, None)),
    ]
    table = rows_of(asked(calls=1000, goals={EXACT.name: 1.5}), results)
    assert table[EXACT.name]["added to a call"] == "1.00 µs (one run)"
    assert table[EXACT.name]["calls in the record"] == f"{kept:,} of 1,000"
    assert verdict in table[EXACT.name]["goal"]
    assert table[PERF.name]["calls in the record"] == "–"


def test_a_start_is_compared_as_milliseconds_added():
    results = [took(UNWATCHED, 0.02, 0.02, 0.02), took(EXACT, 0.05, 0.06, 0.05)]
    exact = rows_of(asked(kind="start", goals={EXACT.name: 38}), results)[EXACT.name]
    assert (exact["added"], exact["goal"]) == ("30 ms (30 ms … 40 ms)", "≤ 38 ms: met")


def test_what_was_lost_is_counted():
    seen = Seen(31, {"step_returned": 1000, "step_exited": 0, "step_killed": 7})
    row = rows_of(asked(kind="ends"), [took(VIZTRACER, 1.0, seen=seen)])[VIZTRACER.name]
    assert list(row.values())[1:] == ["31 of 31", "1,000 of 1,000", "0 of 1,000", "7 of 1,000"]


def test_the_time_to_a_picture_has_its_goal():
    ready = [Measure("the picture", Spread(650, 600, 900, 3), "ms", 700)]
    text = page("1 May", [], [Section("Quiet", "…", [], ready)])
    assert "| the picture | 650 ms (600 ms … 900 ms) | ≤ 700 ms: met |" in text


# ---- real runs ----------------------------------------------------------------------------


def test_a_tool_that_is_missing_or_fails_is_said(tmp_path):
    absent = Watcher("absent", lambda record, program: ["nothing"], needs="no_such_tool_anywhere")
    failing = Watcher("failing", lambda record, program: [sys.executable, "-c", "raise SystemExit('no, thank you')"])
    question = asked(program=work(tmp_path), watchers=(UNWATCHED, absent, failing))
    results = ask(question, 2, lambda sentence: None)
    assert [result.problem for result in results] == [None, "not installed", "did not work: no, thank you"]
    table = rows_of(question, results)
    assert table["absent"]["work"] == "not installed" and table["absent"]["record"] == ""
    assert table["failing"]["work"] == "did not work: no, thank you"


def test_everybody_runs_in_every_round_and_the_long_ones_once(tmp_path):
    question = asked(program=work(tmp_path), watchers=(UNWATCHED, ANY_LAYER), once=(ANY_LAYER,))
    unwatched, exact = ask(question, 3, lambda sentence: None)
    assert (sorted(unwatched.runs), sorted(exact.runs)) == ([0, 1, 2], [0])
    for run in (*unwatched.runs.values(), *exact.runs.values()):
        assert 0 < run.figure < run.wall_s and 0 < run.after_s < run.wall_s and run.cpu_s > 0
    assert exact.runs[0].record_bytes > 0 == unwatched.runs[0].record_bytes


def test_a_run_that_does_not_end_is_ended_and_said(tmp_path, monkeypatch):
    monkeypatch.setattr(rounds, "LIMIT_S", 1)
    stuck = Watcher("stuck", lambda record, program: [sys.executable, "-c", "import time; time.sleep(1000)"])
    results = ask(asked(watchers=(stuck,)), 3, lambda sentence: None)
    assert results[0].problem == "did not end within 1 s"


def test_runs_that_were_made_before_one_failed_still_count():
    results = [took(UNWATCHED, 1.0, 1.0, 1.0), took(EXACT, 1.1)]
    results[1].problem = "did not end within 120 s"
    text = page("1 May", [], [Section("Quiet", "…", [(asked(), results)])])
    assert "| 1.10 (one run) |" in text
    assert f"{EXACT.name}: a run did not end within 120 s. The figures are of those before it." in text


def work(folder) -> tuple[str]:
    program = folder / "work.py"
    program.write_text(
        "import time\nbegan = time.perf_counter_ns()\nsum(range(100_000))\n"
        "print(f'worked from {began} to {time.perf_counter_ns()} ns')\n"
    )
    return (str(program),)


def test_the_recorder_reads_its_own_record():
    question = next(question for question in QUESTIONS if question.kind == "ends")
    (exact,) = ask(asked(program=question.program, kind="ends", watchers=(ANY_LAYER,)), 1, lambda sentence: None)
    assert exact.problem is None
    assert exact.seen == Seen(31, {f"step_{end}": 1000 for end in ("returned", "exited", "killed")} | others(exact))


def others(result: Result) -> dict[str, int]:
    return {name: count for name, count in result.seen.calls.items() if not name.startswith("step_")}


def test_every_goal_belongs_to_somebody_who_is_asked():
    for question in QUESTIONS:
        assert set(question.goals) <= {watcher.name for watcher in question.watchers}
    assert len({watcher.name for watcher in ALL}) == len(ALL)


def test_a_busy_machine_has_a_process_for_each_cpu_and_then_none():
    import psutil

    before = {child.pid for child in psutil.Process().children()}
    with kept_busy():
        spinning = {child.pid for child in psutil.Process().children()} - before
        assert len(spinning) == usable_cpus()
    assert not spinning & {child.pid for child in psutil.Process().children()}
