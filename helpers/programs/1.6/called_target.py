# A mistake: target=task() instead of target=task.
import os
from multiprocessing import Process
from time import sleep


def task():
    print("task runs in", os.getpid())
    sleep(0.1)
    return "done"


if __name__ == "__main__":
    print("main runs in", os.getpid())
    process = Process(target=task())        # calls task here; the target is "done", a string
    process.start()
    process.join()
    print("exit code:", process.exitcode)
