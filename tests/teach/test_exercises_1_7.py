"""The exercises of section 1.7: right programs, and the wrong ones that learners write."""

import pytest
from exercise_checks import cases, missing

GREETERS = """
from multiprocessing import Process, set_start_method
from time import sleep

class Greeter(Process):
    def __init__(self, word, times):
        super().__init__()
        self.word = word
        self.times = times

    def run(self):
        for number in range(self.times):
            print(self.word)
            sleep(0.1)

if __name__ == "__main__":
    first = Greeter("hello", 2)
    second = Greeter("goodbye", 3)
    first.start()
    second.start()
    first.join()
    second.join()
"""
RIGHT_GREETERS = {
    "as it is": GREETERS,
    "a loop": GREETERS.replace(
        "    first.start()\n    second.start()\n    first.join()\n    second.join()\n",
        "    for one in [first, second]:\n        one.start()\n    for one in [first, second]:\n        one.join()\n",
    ),
    "names": GREETERS.replace("super().__init__()", "super().__init__(name=word)"),
    "spawn": GREETERS.replace('"__main__":\n', '"__main__":\n    set_start_method("spawn")\n').replace("0.1", "0.5"),
    "no joins": GREETERS.replace("    first.join()\n    second.join()\n", ""),
}
NOT_GREETERS = {
    "the start": (
        "from multiprocessing import Process\nfrom time import sleep\n\nclass Greeter(Process):\n    def run(self):\n"
        "        print('hello')\n        sleep(0.1)\n\nif __name__ == '__main__':\n    first = Greeter()\n    first.run()\n",
        "run was called in the main process itself",
    ),
    "run": (GREETERS.replace(".start()", ".run()"), "The main process wrote it, not a child"),
    "no super": (GREETERS.replace("        super().__init__()\n", ""), "Nobody called run"),
    "one": (GREETERS.replace("second.start()", "pass").replace("second.join()", "pass"), "It was called once"),
    "one by one": (
        GREETERS.replace("first.start()\n", "first.start(); first.join()\n"),
        "only when the first had ended",
    ),
    "a word of its own": (GREETERS.replace("print(self.word)", "print('hello')"), "wrote it 0 times"),
    "a number of its own": (GREETERS.replace("range(self.times)", "range(2)"), "wrote it 2 times altogether"),
    "a target": (
        GREETERS.replace('Greeter("hello", 2)', "Process(target=print, args=('hello\\nhello',))").replace(
            'Greeter("goodbye", 3)', "Process(target=print, args=('goodbye',))"
        ),
        "its class has no such run",
    ),
    "an error at the end": (
        GREETERS.replace("            sleep(0.1)\n", "            sleep(0.1)\n        1 / 0\n"),
        "marked with !",
    ),
}

PROGRESS = """
from multiprocessing import Process, Queue, SimpleQueue
from time import sleep

class Copier(Process):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def run(self):
        for percent in [25, 50, 75, 100]:
            sleep(0.3)
            self.queue.put(percent)

if __name__ == "__main__":
    queue = Queue()
    copier = Copier(queue)
    copier.start()
    percent = 0
    while percent < 100:
        percent = queue.get()
        print(percent, "percent")
    copier.join()
"""
RIGHT_PROGRESS = {
    "as it is": PROGRESS,
    "a simple queue": PROGRESS.replace("queue = Queue()", "queue = SimpleQueue()"),
    "four times": PROGRESS.replace("    percent = 0\n    while percent < 100:", "    for number in range(4):"),
    "text around it": PROGRESS.replace('print(percent, "percent")', 'print("now", percent, "%")'),
}
NOT_PROGRESS = {
    "the start": (
        PROGRESS.replace("self.queue.put(percent)", "self.percent = percent").replace(
            '    percent = 0\n    while percent < 100:\n        percent = queue.get()\n        print(percent, "percent")\n',
            "",
        ),
        "0 things were put into one",
    ),
    "run": (
        PROGRESS.replace("copier.start()", "copier.run()").replace("    copier.join()\n", ""),
        "in the main process itself",
    ),
    "joined first": (
        PROGRESS.replace("    copier.start()\n", "    copier.start(); copier.join()\n"),
        "They came too late",
    ),
    "one report": (
        PROGRESS.replace("            self.queue.put(percent)", "        self.queue.put(100)"),
        "One thing was",
    ),
    "not written": (PROGRESS.replace('print(percent, "percent")', "pass"), "It wrote none of them"),
    "other numbers": (PROGRESS.replace("[25, 50, 75, 100]", "[10, 20, 30, 100]"), "It wrote 100"),
    "all at the end": (
        PROGRESS.replace('        print(percent, "percent")', "        got.append(percent)")
        .replace("    copier.join()\n", "    copier.join()\n    for percent in got:\n        print(percent)\n")
        .replace("    percent = 0\n", "    percent = 0\n    got = []\n"),
        "They came too late",
    ),
    "written by the child": (
        PROGRESS.replace("self.queue.put(percent)", "self.queue.put(percent); print(percent)").replace(
            '        print(percent, "percent")\n', ""
        ),
        "It wrote none of them",
    ),
    "fails": (PROGRESS.replace("put(percent)\n", "put(percent)\n        1 / 0\n"), "marked with !"),
    "only printed": ("for percent in (25, 50, 75, 100): print(percent)", "It took something out 0 times"),
}


@pytest.mark.parametrize("right", RIGHT_GREETERS.values(), ids=RIGHT_GREETERS)
def test_greeters(marked, right):
    assert missing(marked("greeters", right)) == ""


@cases(NOT_GREETERS)
def test_not_greeters(marked, wrong, advice):
    assert wrong != GREETERS and advice in missing(marked("greeters", wrong))


@pytest.mark.parametrize("right", RIGHT_PROGRESS.values(), ids=RIGHT_PROGRESS)
def test_progress(marked, right):
    assert missing(marked("progress", right)) == ""


@cases(NOT_PROGRESS)
def test_not_progress(marked, wrong, advice):
    assert wrong != PROGRESS and advice in missing(marked("progress", wrong))


@pytest.mark.parametrize("exercise, start", [("greeters", NOT_GREETERS), ("progress", NOT_PROGRESS)])
def test_no_reply_gives_the_solution_away(marked, exercise, start):
    said = missing(marked(exercise, start["the start"][0]))
    assert not any(call in said for call in ("start(", "super(", "Queue(", "put(", "get("))
