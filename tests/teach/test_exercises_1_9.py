"""The exercise of section 1.9: three stages joined by two queues."""

import sys

import pytest
from exercise_checks import missing

from helpers.teach import marking
from helpers.watch.client.run import Limits, record

RIGHT = """
from multiprocessing import Process, Queue
from time import sleep

def read(outbox):
    for number in range(1, 11):
        sleep(0.05)
        outbox.put(number)
    outbox.put(None)

def square(number):
    sleep(0.05)
    return number * number

def transform(inbox, outbox):
    while True:
        number = inbox.get()
        if number is None:
            break
        outbox.put(square(number))
    outbox.put(None)

def write(inbox):
    while True:
        number = inbox.get()
        if number is None:
            break
        print(number)

if __name__ == "__main__":
    first, second = Queue(), Queue()
    stages = [
        Process(target=read, args=(first,)),
        Process(target=transform, args=(first, second)),
        Process(target=write, args=(second,)),
    ]
    for stage in stages:
        stage.start()
    for stage in stages:
        stage.join()
"""
LOOP = "while True:\n        number = inbox.get()\n        if number is None:\n            break\n"
EMPTY = RIGHT.replace(LOOP, "while not inbox.empty():\n        number = inbox.get()\n").replace(
    "range(1, 11):\n", "range(1, 11):\n        sleep(0.1)\n"
)
HAND_ON = "        outbox.put(square(number))\n    outbox.put(None)"
COLLECT = RIGHT.replace(
    HAND_ON,
    "        squares.append(square(number))\n    for number in squares: outbox.put(number)\n    outbox.put(None)",
).replace("def transform(inbox, outbox):\n", "def transform(inbox, outbox):\n    squares = []\n")
ONE_BY_ONE = RIGHT.replace("    for stage in stages:\n        stage.join()\n", "").replace(
    "stage.start()", "stage.start()\n        stage.join()"
)


def test_three_stages(marked):
    assert missing(marked("three-stages", RIGHT)) == ""


@pytest.mark.parametrize(
    "text, advice",
    [
        (EMPTY, "Perhaps it stopped when its queue was empty"),
        (COLLECT, "Don't collect them first"),
        (ONE_BY_ONE, "before you join one"),
        (RIGHT.replace("print(number)", "print(number * number)"), "should be 1, 4, 9"),
        (RIGHT.replace("print(number)", "print(number); 1 / (number - 100)"), "by an exception"),
        (RIGHT.split("if __name__")[0] + "for n in range(1, 11): print(square(n))", "There were 0"),
    ],
    ids=["empty", "collect", "one by one", "not squares", "exception", "alone"],
)
def test_stages_that_lack_something(marked, text, advice):
    assert advice in missing(marked("three-stages", text))


def test_a_missing_sentinel_is_told(tmp_path):
    (tmp_path / "program.py").write_text(RIGHT.replace(HAND_ON, "        outbox.put(square(number))"))
    recording = record([sys.executable, "program.py"], cwd=tmp_path, limits=Limits(timeout_s=4))
    assert "needs a sentinel" in missing(marking.find("three-stages").mark(recording))
