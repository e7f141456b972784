import os
import signal
from multiprocessing import Pool
from time import sleep


def task(number):
    sleep(0.2)
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


if __name__ == "__main__":
    with Pool(2) as pool:
        promises = {}
        for number in [1, 2, 3, 4]:
            promises[number] = pool.apply_async(task, (number,))
        for number in [1, 3, 4, 2]:
            print("result:", promises[number].get(timeout=2))
