"""Every exercise, tried with a right program and with the wrong ones that learners write.

The programs run under the recorder, and are marked by what they did. A wrong program must get advice
about its own mistake; a program that only prints the right thing must get nowhere.
"""

import sys
from dataclasses import replace

import pytest

from helpers.recording.recording import Output, Process, Recording, Span
from helpers.teach import marking
from helpers.watch.client.run import Limits, record

MS = 1_000_000


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """Run the text of a program and mark it: a list of marks."""
    folder = tmp_path_factory.mktemp("program")

    def run_and_mark(exercise, text):
        (folder / "program.py").write_text(text)
        recording = record([sys.executable, "program.py"], cwd=folder, limits=Limits(timeout_s=60))
        return marking.find(exercise).mark(recording)

    return run_and_mark


def missing(marks):
    """What is not done, with its advice, as one text."""
    return marking.report([mark for mark in marks if not mark.done])


# ---- 1.1 -------------------------------------------------------------------------------------

SHOW = """
from multiprocessing import Process
from time import sleep

def sing():
    sleep(0.5)

def dance():
    sleep(0.5)

def juggle():
    sleep(0.5)

if __name__ == "__main__":
"""
THIRD = {
    "two beside the first": """
    one, two = Process(target=sing), Process(target=juggle)
    one.start(); two.start()
    dance()
    one.join(); two.join()
""",
    "three beside the first": """
    all = [Process(target=target) for target in (sing, dance, juggle)]
    for process in all: process.start()
    for process in all: process.join()
""",
}
NOT_THIRD = {
    "none": ("sing(); dance(); juggle()", "only one process"),
    "two": ("one = Process(target=sing); one.start(); dance(); one.join()", "2 performed"),
    "called": (
        "one, two = Process(target=sing), Process(target=juggle()); one.start(); two.start(); dance(); "
        "one.join(); two.join()",
        "without brackets",
    ),
    "joined too early": (
        "one, two = Process(target=sing), Process(target=juggle); one.start(); one.join(); two.start(); "
        "dance(); two.join()",
        "before you join the first",
    ),
    "only printed": ("print('sing, dance, juggle, all at once')", "only one process"),
    "fails": (
        "one, two = Process(target=sing), Process(target=juggle, args=(1,)); one.start(); two.start(); "
        "dance(); one.join(); two.join()",
        "marked with !",
    ),
}


@pytest.mark.parametrize("text", THIRD.values(), ids=THIRD)
def test_three_performers(marked, text):
    assert missing(marked("third-performer", SHOW + text)) == ""


@pytest.mark.parametrize("text, advice", NOT_THIRD.values(), ids=NOT_THIRD)
def test_not_three_performers(marked, text, advice):
    assert advice in missing(marked("third-performer", SHOW + "    " + text))


def test_three_performers_where_a_main_function_holds_it_all(marked):
    text = SHOW.replace('if __name__ == "__main__":', "def main():") + THIRD["two beside the first"]
    assert missing(marked("third-performer", text + '\nif __name__ == "__main__":\n    main()\n')) == ""


# ---- 1.2 -------------------------------------------------------------------------------------

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


@pytest.mark.parametrize(
    "change, advice",
    [
        (('print("I expect", 3 * 0.2 / 1, "s")', ""), "wrote no number by then"),
        (("monotonic() - start", "1000 * (monotonic() - start)"), "Measure in seconds"),
        (("run_together(processes)\n    print", "print"), "0 used a CPU"),
        (("end = process_time() + 0.2\n", "return sleep(0.2)\n"), "not busy"),
        (("process.start()\n", "process.start(); process.join()\n"), "before you join the first"),
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
    from helpers.recording.recording import OnCpu

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


# ---- 1.3 -------------------------------------------------------------------------------------

CHILDREN = """
import os
from time import sleep

for number in [4, 5, 6]:
    if os.fork() == 0:
        sleep(0.1)
        os._exit(number)

for number in [4, 5, 6]:
    pid, status = os.wait()
    print("child", pid, "ended with", os.waitstatus_to_exitcode(status))
"""


def test_three_children(marked):
    assert missing(marked("three-children", CHILDREN)) == ""


@pytest.mark.parametrize(
    "wrong, advice",
    [
        ("import os\nfor n in range(3):\n    os.fork()\n", "There were 8 processes in all"),
        (CHILDREN.replace("os._exit(number)", "pass"), "End each child with os._exit"),
        (CHILDREN.replace("os.waitstatus_to_exitcode(status)", "status"), "holds more than the exit status"),
        (CHILDREN.replace("os._exit(number)", "os._exit(0)"), "three different numbers"),
        (CHILDREN.replace("pid, status = os.wait()", "pid, status = 0, 0"), "stays a zombie"),
        (CHILDREN.replace("[4, 5, 6]", "[4, 5]"), "It has 2."),
        ("print('child 4711 ended with 4')\n" * 3, "only one process"),
        (CHILDREN.replace("print(", "str("), "Print what os.wait returned"),
    ],
    ids=["seven", "no exit", "packed", "same status", "not collected", "two", "only printed", "not reported"],
)
def test_not_three_children(marked, wrong, advice):
    assert advice in missing(marked("three-children", wrong))


def test_a_report_before_the_end_does_not_count():
    children = tuple(
        Process(p, 1, f"child {p}", p, 500 * MS, exited_ns=500 * MS, exit_code=p, collected_ns=510 * MS)
        for p in (2, 3, 4)
    )
    main = Process(1, 0, "main", 0, exited_ns=900 * MS, exit_code=0)
    early = tuple(Output(1, 100 * MS, "stdout", f"{p} ended with {p}\n") for p in (2, 3, 4))
    recording = Recording(("p",), "none", 900 * MS, processes=(main, *children), output=early)
    assert "after that child has ended" in missing(marking.find("three-children").mark(recording))
    late = tuple(replace(line, time_ns=520 * MS) for line in early)
    assert missing(marking.find("three-children").mark(replace(recording, output=late))) == ""
