# python share_work.py PROCESSES
import os
import sys
from multiprocessing import Process

STEPS = 20_000_000      # all of the work


def use_two_cpus():
    if hasattr(os, "sched_setaffinity"):        # Linux has this, macOS doesn't
        cpus = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, cpus[:2])       # the children inherit it


def count(steps):
    for number in range(steps):
        pass


if __name__ == "__main__":
    use_two_cpus()
    how_many = int(sys.argv[1])
    processes = []
    for number in range(how_many):
        process = Process(target=count, args=(STEPS // how_many,))
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
