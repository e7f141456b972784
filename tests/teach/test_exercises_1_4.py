"""The exercises of section 1.4: right programs, and the wrong ones that learners write."""

import pytest
from exercise_checks import MS, cases, missing, solution

from helpers.recording.recording import Output, Process, Recording
from helpers.teach import marking

DRAW = """
import os
from random import randrange

def draw():
    number = randrange(1_000, 1_000_000)
    print("child: I drew", number, flush=True)
    return number
"""
MESSAGE = f"""{DRAW}
read_end, write_end = os.pipe()
if os.fork() == 0:
    os.close(read_end)
    os.write(write_end, str(draw()).encode())
    os._exit(0)
os.close(write_end)
number = int(os.read(read_end, 100))
os.wait()
print("parent: my child drew", number)
"""
BY_STATUS = f"""{DRAW}
if os.fork() == 0:
    os._exit(draw())
pid, status = os.wait()
print("parent: my child drew", os.waitstatus_to_exitcode(status))
"""
BY_QUEUE = """
from multiprocessing import Process, Queue
from random import randrange

def draw(queue):
    number = randrange(1_000, 1_000_000)
    print("child: I drew", number, flush=True)
    queue.put(number)

if __name__ == "__main__":
    queue = Queue()
    process = Process(target=draw, args=(queue,))
    process.start()
    print("parent: my child drew", queue.get())
    process.join()
"""
NOT_BY_MESSAGE = {
    "the start": (BY_STATUS, "after division by 256"),
    "ends as the start did": (MESSAGE.replace("os._exit(0)", "os._exit(7)"), "something went wrong"),
    "the child fails": (MESSAGE.replace("str(draw()).encode()", "draw()"), "something went wrong"),
    "not printed": (MESSAGE.replace("my child drew", "done").replace(", number)\n", ")\n"), "no such line yet"),
    "the parent draws": (MESSAGE.replace("int(os.read(read_end, 100))", "draw()"), "The parent drew a number itself"),
    "drawn before the fork": (
        MESSAGE.replace("read_end, write_end", "draw()\nread_end, write_end", 1),
        "drew a number itself",
    ),
    "no child": (f"{DRAW}\nprint('parent: my child drew', 4711)", "No child called draw"),
    "no draw": (MESSAGE.replace("draw()", "4711").replace("def 4711", "def draw()"), "No child called draw"),
    "a pipe made too late": (
        MESSAGE.replace("read_end, write_end = os.pipe()\n", "").replace(
            "os.fork() == 0:", "os.fork() == 0:\n    read_end, write_end = os.pipe()"
        ),
        "no such line yet",
    ),
}

HALVES = solution("sum-of-halves")
BEFORE, READS = HALVES.split("one = start")[0], "int(os.read(one, 100)) + int(os.read(other, 100))"
ONE_PIPE = """
read_end, write_end = os.pipe()
for half in [numbers[:100_000], numbers[100_000:]]:
    if os.fork() == 0:
        os.write(write_end, str(add_up(half)).encode())
        os._exit(0)
os.wait()
os.wait()
print("the total is", int(os.read(read_end, 100)))
"""
START = """
total = 0
for half in [numbers[:100_000], numbers[100_000:]]:
    if os.fork() == 0:
        total = total + add_up(half)
        os._exit(0)
os.wait()
os.wait()
print("the total is", total)
"""
NOT_HALVES = {
    "the start": (BEFORE + START, "stays in the child"),
    "one after the other": (
        HALVES.replace("other = start", "total = int(os.read(one, 100))\nother = start").replace(
            READS, "total + int(os.read(other, 100))"
        ),
        "had already waited for the first",
    ),
    "one pipe": (BEFORE + ONE_PIPE, "came out of the pipe as one"),
    "one half": (HALVES.replace(READS, "int(os.read(other, 100))"), "one of the halves"),
    "the same half": (HALVES.replace("numbers[100_000:]", "numbers[:100_000]"), "the same numbers"),
    "one child": (HALVES.replace("other = start(numbers[100_000:])", "other = one").replace(READS, "0"), "was 1 child"),
    "the parent helps": (
        HALVES.replace("other = start", "other = add_up").replace(READS, "int(os.read(one, 100)) + other"),
        "The parent called add_up itself",
    ),
    "not collected": (HALVES.replace("os.wait()\nos.wait()", "os.wait()"), "fewer children than there were"),
    "the result as exit status": (HALVES.replace("os._exit(0)", "os._exit(add_up(half) % 256)"), "call add_up once"),
    "another exit status": (HALVES.replace("os._exit(0)", "os._exit(1)"), "What was seen: 1, 1"),
    "without children": ("print('the total is', 4711)", "There are no children yet"),
}

EXIT_STATUS = BY_STATUS.replace("1_000, 1_000_000", "1, 256")
NOT_BY_EXIT_STATUS = {
    "the start": (EXIT_STATUS.replace("os._exit(draw())", "draw()\n    os._exit(0)"), "It ended with 0."),
    "not printed": (EXIT_STATUS.replace("os.waitstatus_to_exitcode(status)", "'?'"), "no such line yet"),
    "packed": (EXIT_STATUS.replace("os.waitstatus_to_exitcode(status)", "status"), "256 times the number"),
    "the parent draws too": (
        EXIT_STATUS.replace("pid, status", "draw()\npid, status"),
        "The parent drew a number itself",
    ),
    "no child": (
        EXIT_STATUS.replace("if os.fork() == 0:", "if False:").replace("pid, status = os.wait()", "status = 0"),
        "No child",
    ),
}

DOORS = solution("back-by-value")
NOT_DOORS = {
    "no lock": (DOORS.replace("with guests.get_lock():", "if True:"), "Nothing keeps another door"),
    "one after the other": (
        DOORS.replace("        process.start()\n", "        process.start()\n        process.join()\n"),
        "before it opened the next",
    ),
    "one door": (DOORS.replace("range(3)", "range(1)"), "There was 1. A door is a process"),
    "not printed": (DOORS.replace('"in all", guests.value', '"all are in"'), "each door's own"),
    "only printed": ("print('in all', 20_000)", "no children yet"),
}


@pytest.mark.parametrize(
    "exercise, text",
    [
        ("back-by-message", MESSAGE),
        ("back-by-message", BY_QUEUE),
        ("sum-of-halves", HALVES),
        ("back-by-exit-status", EXIT_STATUS),
        ("back-by-value", DOORS),
    ],
)
def test_right(marked, exercise, text):
    assert missing(marked(exercise, text)) == ""


@cases(NOT_BY_MESSAGE)
def test_not_by_message(marked, wrong, advice):
    assert advice in missing(marked("back-by-message", wrong))


@cases(NOT_HALVES)
def test_not_sum_of_halves(marked, wrong, advice):
    assert advice in missing(marked("sum-of-halves", wrong))


@cases(NOT_BY_EXIT_STATUS)
def test_not_by_exit_status(marked, wrong, advice):
    assert advice in missing(marked("back-by-exit-status", wrong))


@cases(NOT_DOORS)
def test_not_three_doors(marked, wrong, advice):
    assert advice in missing(marked("back-by-value", wrong))


def test_lost_guests_are_noticed():
    doors = [Process(p, 1, f"Process-{p - 1}", MS) for p in (2, 3, 4)]
    said = tuple(Output(p, p * MS, "stdout", f"I let in {p}0\n") for p in (2, 3, 4))
    total = Output(1, 8 * MS, "stdout", "in all 80\n")
    recording = Recording(("p",), "none", 9 * MS, None, (Process(1, 0, "main", 0), *doors), output=(*said, total))
    assert "90 were let in, but fewer were counted" in missing(marking.find("back-by-value").mark(recording))


@pytest.mark.parametrize("exercise", ["back-by-message", "sum-of-halves", "back-by-exit-status", "back-by-value"])
@pytest.mark.parametrize("start", [BY_STATUS, BEFORE + START, "import os\nos.fork()"])
def test_no_reply_gives_the_solution_away(marked, exercise, start):
    said = missing(marked(exercise, start))
    assert not any(call in said for call in ("os.pipe", "os.read", "os.write", "os._exit", "get_lock", "Value("))
