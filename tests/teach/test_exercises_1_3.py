"""The exercises of section 1.3: right programs, and the wrong ones that learners write."""

from dataclasses import replace

import pytest
from exercise_checks import MS, cases, missing

from helpers.recording.recording import Output, Process, Recording
from helpers.teach import marking

ONE = """
import os
from time import sleep

if os.fork() == 0:
    sleep(0.1)
    os._exit(7)
pid, status = os.wait()
print("my child ended with", os.waitstatus_to_exitcode(status))
"""
NOT_ONE = {
    "the start": ("import os\nos.fork()\nprint('my child ended with', 0)", "What was seen: 0"),
    "no fork": ("print('my child ended with 7')", "only one process"),
    "two children": (ONE.replace("if os.fork", "os.fork()\nif os.fork"), "There were 3"),
    "another status": (ONE.replace("os._exit(7)", "os._exit(1)"), "What was seen: 1"),
    "the child runs on": (ONE.replace("    os._exit(7)", "    pass"), "ran on into its parent's part"),
    "nobody waits": (ONE.replace("pid, status = os.wait()", "status = 7 * 256"), "without waiting"),
    "packed": (ONE.replace("os.waitstatus_to_exitcode(status)", "status"), "The line says 1792"),
    "not printed": (ONE.replace("print(", "str("), "no such line yet"),
    "printed by the child": (
        ONE.replace("print(", "str(").replace("    sleep", "    print(7)\n    sleep"),
        "no such line yet",
    ),
    "killed": (ONE.replace("os._exit(7)", "os.kill(os.getpid(), 9)"), "What was seen: SIGKILL"),
}

THREE = """
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
NOT_THREE = {
    "the start": ("import os\nfor n in range(3):\n    os.fork()\n", "There were 7. Every process"),
    "no exit": (THREE.replace("os._exit(number)", "pass"), "ran on into its parent's part"),
    "1, 2 and 3": (THREE.replace("[4, 5, 6]", "[1, 2, 3]"), "What was seen: 1, 2, 3"),
    "packed": (THREE.replace("os.waitstatus_to_exitcode(status)", "status"), "holds more than the exit status"),
    "all the same": (THREE.replace("os._exit(number)", "os._exit(4)"), "What was seen: 4, 4, 4"),
    "not collected": (THREE.replace("pid, status = os.wait()", "pid, status = 0, 0"), "stays a zombie"),
    "two": (THREE.replace("[4, 5, 6]", "[4, 5]"), "There were 2, and 3 wanted"),
    "one after the other": (
        THREE.replace("        os._exit(number)\n\nfor number in [4, 5, 6]:", "        os._exit(number)"),
        "At most 1 were alive",
    ),
    "a chain": (
        "import os\nfor n in [4, 5, 6]:\n    if os.fork():\n        os.wait()\n        os._exit(n)\n",
        "2 of the 3 were started by another child",
    ),
    "only printed": ("print('child 4711 ended with 4')\n" * 3, "only one process"),
    "not reported": (THREE.replace("print(", "str("), "no such line yet"),
}


def test_one_child(marked):
    assert missing(marked("one-child", ONE)) == ""


@cases(NOT_ONE)
def test_not_one_child(marked, wrong, advice):
    assert advice in missing(marked("one-child", wrong))


def test_three_children(marked):
    assert missing(marked("three-children", THREE)) == ""


@cases(NOT_THREE)
def test_not_three_children(marked, wrong, advice):
    assert advice in missing(marked("three-children", wrong))


@pytest.mark.parametrize("exercise", ["one-child", "three-children"])
def test_no_reply_gives_the_solution_away(marked, exercise):
    said = missing(marked(exercise, "import os\nos.fork()\nos.fork()"))
    assert not any(call in said for call in ("os._exit(", "waitstatus_to_exitcode", "os.wait()"))


def test_a_report_before_the_end_does_not_count():
    children = tuple(
        Process(p, 1, f"child {p}", p, 500 * MS, exited_ns=500 * MS, exit_code=p + 2, collected_ns=510 * MS)
        for p in (2, 3, 4)
    )
    main = Process(1, 0, "main", 0, exited_ns=900 * MS, exit_code=0)
    early = tuple(Output(1, 100 * MS, "stdout", f"{p} ended with {p + 2}\n") for p in (2, 3, 4))
    recording = Recording(("p",), "none", 900 * MS, processes=(main, *children), output=early)
    assert "after that child has ended" in missing(marking.find("three-children").mark(recording))
    late = tuple(replace(line, time_ns=520 * MS) for line in early)
    assert missing(marking.find("three-children").mark(replace(recording, output=late))) == ""
