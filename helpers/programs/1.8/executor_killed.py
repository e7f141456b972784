import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from time import sleep


def task(seconds):
    sleep(seconds)
    return seconds


def killed():
    sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        futures = [
            executor.submit(task, 3),
            executor.submit(killed),
            executor.submit(task, 3),
        ]
        for future in futures:
            try:
                print("result:", future.result())
            except BrokenProcessPool:
                print("no result: a worker has died")
