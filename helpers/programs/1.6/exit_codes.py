# Four ways to end, and the exit code of each.
import os
import signal
import sys
from multiprocessing import Process
from time import sleep


def returns():
    sleep(0.05)


def raises():
    sleep(0.05)
    raise ValueError("something is wrong")


def exits():
    sleep(0.05)
    sys.exit(3)


def is_killed():
    sleep(0.05)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    for target in [returns, raises, exits, is_killed]:
        process = Process(target=target)
        process.start()
        process.join()
        print(target.__name__, process.exitcode)
