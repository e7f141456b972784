"""The exercises of sections 1.6 and 1.7: functions side by side, and progress through a queue."""

import pytest
from exercise_checks import missing

# ---- 1.6 -------------------------------------------------------------------------------------

RUN_ALL = """
import os
import signal
import sys
from multiprocessing import Process
from time import sleep

def cook():
    sleep(0.5)

def burn():
    sleep(0.5)
    raise RuntimeError("too hot")

def taste():
    sleep(0.5)
    sys.exit(4)

def run_all(functions):
    processes = [Process(target=function) for function in functions]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]

if __name__ == "__main__":
    print(run_all([cook, burn, taste]))
"""


@pytest.mark.parametrize(
    "change",
    [
        ("", ""),
        ("print(run_all([cook, burn, taste]))", "for code in run_all([cook, burn, taste]): print(code)"),
        ("sys.exit(4)", "os.kill(os.getpid(), signal.SIGKILL)"),
    ],
    ids=["as it is", "one code a line", "a signal"],
)
def test_run_all(marked, change):  # noqa: F811
    assert missing(marked("run-all", RUN_ALL.replace(*change))) == ""


@pytest.mark.parametrize(
    "change, advice",
    [
        (("process.start()\n", "process.start(); process.join()\n"), "before you join the first"),
        (("process.start()\n", "process.run()\n"), "There were 0 beside the first one"),
        (("[cook, burn, taste]", "[cook, burn]"), "There were 2 beside the first one"),
        (("[cook, burn, taste]", "[cook, cook, cook]"), "Keep one function that raises"),
        (("        process.join()\n", "        pass\n"), "It wrote None"),
        (("print(run_all", "str(run_all"), "Print what `run_all` returns"),
        (("for process in processes]", "for process in reversed(processes)]"), "in another order"),
        (("    print(run_all([cook, burn, taste]))", "    print([0, 1, 4])"), "There were 0"),
    ],
    ids=["one by one", "run", "two", "all well", "too early", "not written", "reversed", "only printed"],
)
def test_not_run_all(marked, change, advice):  # noqa: F811
    assert change[0] in RUN_ALL
    assert advice in missing(marked("run-all", RUN_ALL.replace(*change)))


# ---- 1.7 -------------------------------------------------------------------------------------

PROGRESS = """
from multiprocessing import Process, Queue
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


def test_progress(marked):  # noqa: F811
    assert missing(marked("progress", PROGRESS)) == ""


def test_progress_through_a_simple_queue(marked):  # noqa: F811
    assert missing(marked("progress", PROGRESS.replace("Queue", "SimpleQueue"))) == ""


@pytest.mark.parametrize(
    "change, advice",
    [
        (("copier.start()", "copier.run()"), "No child came to a method `run`"),
        (("    copier.start()\n", "    copier.start(); copier.join()\n"), "They came too late"),
        (("            self.queue.put(percent)", "        self.queue.put(100)"), "It put 1."),
        (('print(percent, "percent")', "pass"), "They came too late, or not at all"),
        (("put(percent)\n", "put(percent)\n        1 / 0\n"), "marked with !"),
    ],
    ids=["run", "joined first", "one report", "not written", "fails"],
)
def test_not_progress(marked, change, advice):  # noqa: F811
    assert change[0] in PROGRESS
    assert advice in missing(marked("progress", PROGRESS.replace(*change)))


def test_progress_only_printed(marked):  # noqa: F811
    report = missing(marked("progress", "for percent in (25, 50, 75, 100): print(percent, 'percent')"))
    assert "No child came to a method `run`" in report
    assert "It called `queue.get()` 0 times" in report
