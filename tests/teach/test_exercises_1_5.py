"""The exercises of section 1.5: a fan and a chain, and the trees that are neither."""

import pytest
from exercise_checks import missing

FAN = """
import os
from time import sleep

for number in range(5):
    if os.fork() == 0:
        sleep(0.1)
        os._exit(0)
for number in range(5):
    os.wait()
"""
CHAIN = """
import os
from time import sleep

for number in range(5):
    if os.fork() != 0:
        os.wait()
        break
sleep(0.02)
"""
ALL = "import os\nfor number in range(5):\n    os.fork()\n"


@pytest.mark.parametrize("exercise, text", [("fan-of-five", FAN), ("chain-of-five", CHAIN)])
def test_right_tree(marked, exercise, text):
    assert missing(marked(exercise, text)) == ""


@pytest.mark.parametrize(
    "exercise, text, advice",
    [
        ("fan-of-five", ALL, "There were 31"),
        ("fan-of-five", ALL, "went on with the loop"),
        ("fan-of-five", CHAIN, "Its children: 1."),
        ("fan-of-five", FAN.replace("range(5)", "range(4)"), "There were 4"),
        ("fan-of-five", FAN.replace("\n    os.wait()", "\n    pass"), "once for each child"),
        ("fan-of-five", FAN.replace("os._exit(0)\n", "os._exit(0)\n    os.wait()\n"), "between two forks"),
        ("fan-of-five", "print('a fan of five')", "There were none"),
        ("chain-of-five", ALL, "must leave the loop after its fork"),
        ("chain-of-five", FAN, "has 5 children"),
        ("chain-of-five", CHAIN.replace("range(5)", "range(3)"), "not that long"),
        ("chain-of-five", CHAIN.replace("os.wait()\n", "pass\n"), "calls os.wait()"),
        ("chain-of-five", "print('a chain of five')", "There were none"),
    ],
)
def test_wrong_tree(marked, exercise, text, advice):
    assert advice in missing(marked(exercise, text))
