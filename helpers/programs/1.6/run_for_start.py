# A mistake: run() instead of start().
import os
from multiprocessing import Process
from time import sleep


def task(name):
    print(name, "runs in", os.getpid())
    sleep(0.1)


if __name__ == "__main__":
    print("main runs in", os.getpid())
    first = Process(target=task, args=("first",))
    second = Process(target=task, args=("second",))
    first.run()
    second.run()
    print("first has the pid", first.pid)
    first.join()
