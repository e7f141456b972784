"""The exercises of section 1.6: right programs, and the wrong ones that learners write."""

import pytest
from exercise_checks import cases, missing, solution

THREE = """
import os
import signal
import sys
from multiprocessing import Process, set_start_method
from time import sleep

def cook():
    sleep(0.5)

def burn():
    sleep(0.5)
    raise RuntimeError("too hot")

def taste():
    sleep(0.5)
    sys.exit(4)

if __name__ == "__main__":
    processes = []
    for function in [cook, burn, taste]:
        process = Process(target=function)
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
        print(process.exitcode)
"""
RIGHT_THREE = {
    "one code a line": THREE,
    "one list": THREE.replace(
        "        print(process.exitcode)", "    print([process.exitcode for process in processes])"
    ),
    "with words": THREE.replace("print(process.exitcode)", "print(process.name, 'ended with', process.exitcode)"),
    "spawn": THREE.replace('"__main__":\n', '"__main__":\n    set_start_method("spawn")\n').replace("0.5", "1.5"),
    "forkserver": THREE.replace('"__main__":\n', '"__main__":\n    set_start_method("forkserver")\n'),
}
START_OF_THREE = THREE.replace("        processes.append(process)\n    for process in processes:\n", "")
NOT_THREE = {
    "the start": (START_OF_THREE, "At most 1 of the functions"),
    "run": (START_OF_THREE.replace("process.start()", "process.run()"), "by the main process itself"),
    "brackets": (THREE.replace("target=function", "target=function()"), "by the main process itself"),
    "two": (THREE.replace("[cook, burn, taste]", "[cook, burn]"), "Nobody called taste()"),
    "twice": (THREE.replace("[cook, burn, taste]", "[cook, burn, taste, taste]"), "called 2 times"),
    "mended": (THREE.replace("    raise RuntimeError", "    RuntimeError"), "What was seen: 0, 0, 4"),
    "too early": (
        THREE.replace("        process.join()\n        print(process.exitcode)", "        print(process.exitcode)"),
        "A line says None",
    ),
    "not written": (THREE.replace("print(process", "str(process"), "didn't write 0 and 1 and 4"),
    "reversed": (
        THREE.replace("    for process in processes:", "    for process in reversed(processes):"),
        "in another order",
    ),
    "all in one": (
        THREE.replace("[cook, burn, taste]", "[everything]").replace(
            "if __name__",
            "def everything():\n    cook()\n    try:\n        burn()\n    except Exception:\n        taste()\n\nif __name__",
        ),
        "One process called more than one",
    ),
    "only printed": ("print(0)\nprint(1)\nprint(4)", "Nobody called cook()"),
}

LIMIT = solution("time-limit")
RIGHT_LIMIT = {
    "a common end": LIMIT,
    "a second for each": LIMIT.replace("max(0, end - monotonic())", "1"),
    "a sleep": LIMIT.replace(
        "    for process in processes:\n        process.join(max(0, end - monotonic()))", "    sleep(1)"
    ),
    "busy": LIMIT.replace("        sleep(0.1)", "        pass"),
    "looking": LIMIT.replace(
        "    for process in processes:\n        process.join(max(0, end - monotonic()))",
        "    while monotonic() < end:\n        sleep(0.05)",
    ),
    "other names": LIMIT.replace("Process(target=function)", "Process(target=function, name=function.__name__)"),
}
NOT_LIMIT = {
    "one child": (
        "from multiprocessing import Process\nfrom time import sleep\n\ndef endless():\n    while True:\n"
        "        sleep(0.1)\n\nif __name__ == '__main__':\n    process = Process(target=endless)\n",
        "Nobody called quick()",
    ),
    "one by one": (
        LIMIT.replace("process.start()\n", "process.start(); process.join(1)\n"),
        "started only when another had ended",
    ),
    "killed": (LIMIT.replace("process.terminate()", "process.kill()"), "What was seen: 0, 1, -9"),
    "all stopped at once": (LIMIT.replace("monotonic() + 1", "monotonic()"), "What was seen: -15"),
    "not joined again": (
        LIMIT.replace("            process.terminate()\n        process.join()", "            process.terminate()"),
        "A line says None",
    ),
    "too short": (LIMIT.replace("monotonic() + 1", "monotonic() + 0.4"), "was stopped after 0."),
    "nothing broken": (LIMIT.replace("raise ValueError", "str"), "What was seen: 0, 0, -15"),
    "it ends by itself": (
        LIMIT.replace("while True:", "for number in range(20):").replace("process.terminate()", "pass"),
        "What was seen: 0, 1, 0",
    ),
    "not written": (LIMIT.replace("print(", "str("), "didn't write 0 and 1 and -15"),
}


@pytest.mark.parametrize("right", RIGHT_THREE.values(), ids=RIGHT_THREE)
def test_side_by_side(marked, right):
    assert missing(marked("side-by-side", right)) == ""


@cases(NOT_THREE)
def test_not_side_by_side(marked, wrong, advice):
    assert wrong != THREE and advice in missing(marked("side-by-side", wrong))


@pytest.mark.parametrize("right", RIGHT_LIMIT.values(), ids=RIGHT_LIMIT)
def test_time_limit(marked, right):
    assert missing(marked("time-limit", right)) == ""


@cases(NOT_LIMIT)
def test_not_time_limit(marked, wrong, advice):
    assert wrong != LIMIT and advice in missing(marked("time-limit", wrong))


@pytest.mark.parametrize("exercise", ["side-by-side", "time-limit"])
def test_no_reply_gives_the_solution_away(marked, exercise):
    said = missing(marked(exercise, START_OF_THREE))
    assert not any(call in said for call in ("append(", "join(", "terminate(", "is_alive("))
