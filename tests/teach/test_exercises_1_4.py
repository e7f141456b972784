"""The exercises of section 1.4: what comes back from a child, and what only seems to."""

import pytest
from exercise_checks import MS, missing

from helpers.recording.recording import Output, Process, Recording
from helpers.teach import marking

EXIT_STATUS = """
import os
from random import randrange

def draw():
    number = randrange(1, 256)
    print("child: I drew", number)
    return number

if os.fork() == 0:
    os._exit(draw())
pid, status = os.wait()
print("parent: my child drew", os.waitstatus_to_exitcode(status))
"""
MESSAGE = """
import os
from random import randrange

def draw():
    number = randrange(1_000, 1_000_000)
    print("child: I drew", number)
    return number

read_end, write_end = os.pipe()
if os.fork() == 0:
    os.write(write_end, str(draw()).encode())
    os._exit(0)
print("parent: my child drew", int(os.read(read_end, 100)))
os.wait()
"""
BY_QUEUE = """
from multiprocessing import Process, Queue
from random import randrange

def draw(queue):
    number = randrange(1_000, 1_000_000)
    print("child: I drew", number)
    queue.put(number)

if __name__ == "__main__":
    queue = Queue()
    process = Process(target=draw, args=(queue,))
    process.start()
    print("parent: my child drew", queue.get())
    process.join()
"""
DOORS = """
from multiprocessing import Process, Value
from random import randrange
from time import sleep

def door(guests):
    number = randrange(5_000, 10_000)
    for guest in range(number):
        with guests.get_lock():
            guests.value += 1
    print("I let in", number)

if __name__ == "__main__":
    guests = Value("i", 0)
    doors = [Process(target=door, args=(guests,)) for number in range(3)]
    for process in doors: process.start()
    for process in doors: process.join()
    print("in all", guests.value)
"""


@pytest.mark.parametrize(
    "exercise, text",
    [
        ("back-by-exit-status", EXIT_STATUS),
        ("back-by-message", MESSAGE),
        ("back-by-message", BY_QUEUE),
        ("back-by-value", DOORS),
    ],
)
def test_a_result_comes_back(marked, exercise, text):
    assert missing(marked(exercise, text)) == ""


@pytest.mark.parametrize(
    "exercise, text, change, advice",
    [
        ("back-by-exit-status", EXIT_STATUS, ("os._exit(draw())", "draw(); os._exit(0)"), "another exit status"),
        ("back-by-exit-status", EXIT_STATUS, ("os.waitstatus_to_exitcode(status)", "'?'"), "wrote no such number"),
        ("back-by-exit-status", EXIT_STATUS, ("pid, status", "draw(); pid, status"), "The parent called draw()"),
        ("back-by-exit-status", EXIT_STATUS, ("if os.fork() == 0:", "if False:"), "No child called draw()"),
        ("back-by-message", MESSAGE, ("int(os.read(read_end, 100))", "'?'"), "wrote no such number"),
        ("back-by-message", MESSAGE, ("os._exit(0)", "os._exit(7)"), "exit status 0"),
        ("back-by-value", DOORS, ("with guests.get_lock():", "if True:"), "nobody comes in between"),
        ("back-by-value", DOORS, ("process.start()", "process.start(); process.join()"), "before you join the first"),
        ("back-by-value", DOORS, ("range(3)", "range(1)"), "Start three processes"),
        ("back-by-value", DOORS, ('"in all", guests.value', '"all are in"'), "count in a Value"),
        ("back-by-value", "print('in all', 20_000)", ("20_000", "20_001"), "Start three processes"),
    ],
)
def test_a_result_does_not_come_back(marked, exercise, text, change, advice):
    assert change[0] in text
    assert advice in missing(marked(exercise, text.replace(*change)))


def test_an_exit_status_has_no_room_for_a_large_number(marked):
    text = EXIT_STATUS.replace("randrange(1, 256)", "1_000")
    assert "divided by 256" in missing(marked("back-by-message", text))


def test_lost_guests_are_noticed():
    processes = Process(1, 0, "main", 0), Process(2, 1, "Process-1", MS), Process(3, 1, "Process-2", MS)
    said = Output(2, 2 * MS, "stdout", "I let in 70\n"), Output(3, 3 * MS, "stdout", "I let in 50\n")
    recording = Recording(("p",), "none", 9 * MS, None, processes, output=(*said, Output(1, 8 * MS, "stdout", "99\n")))
    assert "120 were let in, but fewer were counted" in missing(marking.find("back-by-value").mark(recording))
