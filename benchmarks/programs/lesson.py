"""Like a program of a lesson: three processes that sleep a little and print."""

import time
from multiprocessing import Process


def task(number):
    time.sleep(0.05)
    print(number)


if __name__ == "__main__":
    processes = [Process(target=task, args=(number,)) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
