# callback and error_callback run in the parent, when a task is done.
import os
from multiprocessing import Pool
from time import sleep

main = os.getpid()


def task(number):
    sleep(0.05)
    return number * 10


def show(result):
    print("callback got", result, "in the main process:", os.getpid() == main)


if __name__ == "__main__":
    with Pool(2) as pool:
        for number in [1, 2, 3]:
            pool.apply_async(task, (number,), callback=show)
        pool.close()
        pool.join()
