# The same with concurrent.futures: tasks, results, and a worker that dies.
import os
import signal
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from time import sleep


def square(number):
    sleep(0.4 - number / 10)
    return number * number


def die():
    sleep(0.05)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=3) as executor:
        print("map:", list(executor.map(square, [1, 2, 3])))            # in order
        futures = [executor.submit(square, number) for number in [1, 2, 3]]
        results = []
        for future in as_completed(futures):                            # as they finish
            results.append(future.result())
        print("as completed:", results)
        lost = executor.submit(die)
        try:
            lost.result()
        except BrokenProcessPool:
            print("a worker died, and the executor says so")
