"""A hundred children, one after the other, and a pool of two with two hundred tasks: some milliseconds each."""

import os
import time
from multiprocessing import Pool


def work(number):
    return sum(range(300_000 + number))


if __name__ == "__main__":
    began = time.perf_counter_ns()
    for number in range(100):
        if os.fork() == 0:
            work(number)
            os._exit(0)
        os.wait()
    with Pool(2) as pool:
        pool.map(work, range(200))
    print(f"worked from {began} to {time.perf_counter_ns()} ns")
