# Five ways to end, and the exit code of each.
import os
import signal
import sys
from multiprocessing import Process
from time import sleep


def ends():
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


def waits():
    sleep(60)


if __name__ == "__main__":
    for target in [ends, raises, exits, is_killed, waits]:
        process = Process(target=target)
        process.start()
        if target is waits:
            process.terminate()
        process.join()
        print(target.__name__, process.exitcode, flush=True)
