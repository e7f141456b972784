"""The exercises of section 1.5: a fan and a chain, and the trees that are neither."""

import pytest
from exercise_checks import cases, missing, solution

FAN = solution("fan-of-five")
FAN_START = """
import os
from time import sleep

if os.fork() == 0:
    sleep(0.1)
    os._exit(0)
os.wait()
"""
ALL = "import os\nfor number in range(5):\n    os.fork()\n"
CHAIN = solution("chain-of-five")
CHAIN_BY_FOR = """
import os

for number in range(6):
    if number == 5 or os.fork() != 0:
        break
print("my number is", number, flush=True)
if number < 5:
    os.wait()
"""
CHAIN_START = """
import os

for number in range(5):
    if os.fork() == 0:
        break
print("my number is", number, flush=True)
"""
NOT_A_FAN = {
    "the start": (FAN_START, "There was 1."),
    "all fork": (ALL, "There were 31. Every process"),
    "the children run on": (FAN.replace("        os._exit(0)\n", ""), "There were 31. Every process"),
    "a chain": (CHAIN, "4 of the 5 were started by another process"),
    "four": (FAN.replace("range(5)", "range(4)"), "There were 4."),
    "not collected": (FAN.replace("\n    os.wait()", "\n    pass"), "waited for nobody, and has 5 children"),
    "collected once": (FAN.replace("for number in range(5):\n    os.wait()", "os.wait()"), "waited once, and has 5"),
    "the wait in the same loop": (
        FAN.replace("        os._exit(0)\nfor number in range(5):\n", "        os._exit(0)\n"),
        "before it started the last one",
    ),
    "only printed": ("print('a fan of five')", "only one process"),
}
NOT_A_CHAIN = {
    "the start": (CHAIN_START, "One of them has 5 children"),
    "all fork": (ALL, "There were 31. Every process"),
    "a fan": (FAN, "One of them has 5 children"),
    "three": (CHAIN.replace("< 5", "< 3"), "isn't that long yet"),
    "nobody waits": (
        CHAIN.replace("os.wait()", "pass"),
        "main, child 1, child 1.1, child 1.1.1 and child 1.1.1.1 didn't wait",
    ),
    "not printed": (CHAIN.replace("print(", "str("), "main wrote 0 lines"),
    "all the same": (
        CHAIN.replace('is", number', 'is", 0'),
        "child 1 wrote 'my number is 0', and its number in its chain is 1",
    ),
    "printed before the fork": (
        CHAIN.replace("    if os.fork", "    print('my number is', number, flush=True)\n    if os.fork"),
        "main wrote 2 lines",
    ),
    "only printed": ("print('a chain of five')", "only one process"),
}


@pytest.mark.parametrize(
    "exercise, text", [("fan-of-five", FAN), ("chain-of-five", CHAIN), ("chain-of-five", CHAIN_BY_FOR)]
)
def test_right_tree(marked, exercise, text):
    assert missing(marked(exercise, text)) == ""


@cases(NOT_A_FAN)
def test_not_a_fan(marked, wrong, advice):
    assert advice in missing(marked("fan-of-five", wrong))


@cases(NOT_A_CHAIN)
def test_not_a_chain(marked, wrong, advice):
    assert advice in missing(marked("chain-of-five", wrong))


@pytest.mark.parametrize("exercise", ["fan-of-five", "chain-of-five"])
@pytest.mark.parametrize("start", [ALL, FAN_START, CHAIN_START])
def test_no_reply_gives_the_solution_away(marked, exercise, start):
    said = missing(marked(exercise, start))
    assert not any(call in said for call in ("os._exit", "os.wait", "break"))
