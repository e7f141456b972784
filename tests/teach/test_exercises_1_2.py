"""The exercises of section 1.2: right programs, and the wrong ones that learners write."""

from dataclasses import replace

import pytest
from exercise_checks import MS, cases, missing

from helpers.recording.recording import OnCpu, Output, Process, Recording, Span
from helpers.teach import marking

HALVES = """
from multiprocessing import Process

def count(steps):
    for number in range(steps):
        pass

if __name__ == "__main__":
    processes = [Process(target=count, args=(6_000_000,)) for half in (1, 2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
"""
NOT_HALVES = {
    "the start": (HALVES.partition("if __name__")[0] + "count(12_000_000)", "only one process"),
    "one child": (HALVES.replace("(1, 2)", "(1,)"), "only one besides"),
    "both all the way": (HALVES.replace("6_000_000", "12_000_000"), "12,000,000, 12,000,000"),
    "four quarters": (
        HALVES.replace("6_000_000", "3_000_000").replace("(1, 2)", "(1, 2, 3, 4)"),
        "There were 4 besides",
    ),
    "in turn": (HALVES.replace("process.start()", "process.start(); process.join()"), "began only when the other"),
    "called here": (HALVES.replace("target=count, args=(6_000_000,)", "target=count(6_000_000)"), "Two children count"),
    "only printed": ("print('6000000 and 6000000')", "only one process"),
}


def test_two_halves(marked):
    assert missing(marked("two-halves", HALVES)) == ""


@cases(NOT_HALVES)
def test_not_two_halves(marked, wrong, advice):
    assert advice in missing(marked("two-halves", wrong))


BUSY = """
import os
from multiprocessing import Process
from time import monotonic, process_time, sleep

def count():
    end = process_time() + 0.2
    while process_time() < end:
        pass

def run_together(processes):
    for process in processes: process.start()
    for process in processes: process.join()

if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
    processes = [Process(target=count) for number in range(3)]
"""
MEASURE = """
    print("I expect", 3 * 0.2 / 1, "s")
    start = monotonic()
    run_together(processes)
    print("it took", round(monotonic() - start, 2), "s")
"""


def test_busy_on_one_cpu(marked):
    assert missing(marked("busy-on-cpus", BUSY + MEASURE)) == ""


def test_what_was_measured_may_include_the_start_of_the_fork_server():
    """A program measures from before its first start(), and that is what waits for the helpers under forkserver."""
    alone = busy_recording("exact", together=False)
    helpers = [Process(5, 1, "resource tracker", 0, 940 * MS, 0), Process(6, 1, "fork server", 0, 940 * MS, 0)]
    children = [replace(one, created_ns=600 * MS) if one.ppid else one for one in alone.processes]
    assert "printed no such number" in missing(marking.find("busy-on-cpus").mark(replace(alone, processes=children)))
    served = replace(alone, processes=(*children, *helpers))
    assert missing(marking.find("busy-on-cpus").mark(served)) == ""


@pytest.mark.parametrize(
    "change, advice",
    [
        (('print("I expect", 3 * 0.2 / 1, "s")', ""), "printed no number by then"),
        (("monotonic() - start", "1000 * (monotonic() - start)"), "printed no such number"),
        (("run_together(processes)\n    print", "print"), "0 used a CPU"),
        (("end = process_time() + 0.2\n", "return sleep(0.2)\n"), "not busy"),
        (("process.start()\n", "process.start(); process.join()\n"), "began only when another had ended"),
        (("range(3)", "range(2)"), "2 used a CPU"),
    ],
)
def test_not_busy_on_one_cpu(marked, change, advice):
    text = BUSY + MEASURE
    assert change[0] in text
    assert advice in missing(marked("busy-on-cpus", text.replace(*change)))


def busy_recording(layer, together):
    """Three children, each 300 ms; on one CPU in turn, or on three at the same instant."""
    processes = [Process(1, 0, "main", 0, exited_ns=950 * MS, exit_code=0)]
    spans, turns = [], []

    for number in (1, 2, 3):
        pid, start = 1 + number, 0 if together else (number - 1) * 300 * MS
        processes.append(Process(pid, 1, f"Process-{number}", MS, exited_ns=900 * MS, exit_code=0))
        spans.append(Span(pid, pid, "call", "count()", 2 * MS, 899 * MS))
        turns.append(OnCpu(pid, pid, number if together else 0, start, start + 300 * MS))
    output = Output(1, 0, "stdout", "0.9\n"), Output(1, 940 * MS, "stdout", "0.91\n")
    if layer == "none":
        turns = []
    return Recording(("p",), layer, 950 * MS, None, tuple(processes), tuple(turns), tuple(spans), output)


@pytest.mark.parametrize("layer", ["exact", "sampled", "none"])
def test_busy_is_marked_on_every_layer(layer):
    marks = marking.find("busy-on-cpus").mark(busy_recording(layer, together=False))
    assert missing(marks) == ""
    assert len(marks) == (5 if layer == "exact" else 4)


def test_a_cpu_for_each_is_not_what_was_asked():
    marks = marking.find("busy-on-cpus").mark(busy_recording("exact", together=True))
    assert "Each had a CPU of its own" in missing(marks)
