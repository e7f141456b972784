# A mistake: to think that a Pool notices a lost task. A new worker comes, but the result never does.
import os
import signal
from multiprocessing import Pool
from time import sleep


def task(number):
    sleep(0.1)
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)        # as the system does when memory runs out
    print("task", number, "is done")
    return number


if __name__ == "__main__":
    with Pool(2) as pool:
        promises = {}
        for number in [1, 2, 3, 4]:
            promises[number] = pool.apply_async(task, (number,))
        for number in [1, 3, 4]:
            print("result:", promises[number].get())
        promises[2].get(timeout=0.5)        # without a time-out it would wait for ever
