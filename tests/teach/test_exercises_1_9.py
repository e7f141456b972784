"""The exercises of section 1.9: right programs, and the wrong ones that learners write."""

import sys

import pytest
from exercise_checks import cases, missing, solution

from helpers.teach import marking
from helpers.watch.client.run import Limits, record

TWO = """
from multiprocessing import Process, Queue
from time import sleep

def read(q):
    while True:
        number = q.get()
        if number is None:
            break
        sleep(0.05)
        print(number)

if __name__ == "__main__":
    q = Queue()
    first = Process(target=read, args=(q,))
    second = Process(target=read, args=(q,))
    first.start()
    second.start()
    for number in range(1, 11):
        q.put(number)
    q.put(None)
    q.put(None)
    first.join()
    second.join()
"""
PUT_BACK = TWO.replace("            break", "            q.put(None)\n            break").replace(
    "    q.put(None)\n    q.put", "    q.put"
)
ONE_READER = (
    TWO.replace("    second.start()\n", "")
    .replace("    second.join()\n", "")
    .replace("    q.put(None)\n    q.put", "    q.put")
)
NOT_TWO = {
    "the start": (ONE_READER, "There was 1 besides the parent"),
    "three": (
        TWO.replace(
            "    first.start()", "    Process(target=read, args=(q,)).start()\n    q.put(None)\n    first.start()"
        ),
        "There were 3",
    ),
    "a process that doesn't read": (
        TWO.replace("second = Process(target=read, args=(q,))", "second = Process(target=sleep, args=(1,))"),
        "1 of them never called get",
    ),
    "one after the other": (
        TWO.replace("    second.start()\n", "").replace("    first.join()\n", "    first.join()\n    second.start()\n"),
        "only after the first one had ended",
    ),
    "a queue each": (
        TWO.replace(
            "second = Process(target=read, args=(q,))", "p = Queue()\n    second = Process(target=read, args=(p,))"
        )
        .replace("        q.put(number)", "        q.put(number); p.put(number)")
        .replace("    q.put(None)\n    q.put(None)", "    q.put(None)\n    p.put(None)"),
        "it should come only once",
    ),
    "half of them": (TWO.replace("range(1, 11)", "range(1, 6)"), "They wrote 1, 2, 3, 4, 5."),
    "an exception": (TWO.replace("            break", "            raise ValueError"), "by an exception"),
    "not printed": (TWO.replace("print(number)", "str(number)"), "wrote no numbers"),
}

RIGHT = solution("three-stages")
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


@pytest.mark.parametrize("program", [TWO, PUT_BACK], ids=["a sentinel each", "the sentinel put back"])
def test_two_readers(marked, program):
    assert missing(marked("two-readers", program)) == ""


@cases(NOT_TWO)
def test_not_two_readers(marked, wrong, advice):
    assert advice in missing(marked("two-readers", wrong))


def test_one_sentinel_for_two_readers_is_told(tmp_path):
    (tmp_path / "program.py").write_text(TWO.replace("    q.put(None)\n    q.put", "    q.put"))
    recording = record([sys.executable, "program.py"], cwd=tmp_path, limits=Limits(timeout_s=4))
    assert "waited in get for something that nobody put in" in missing(marking.find("two-readers").mark(recording))


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
