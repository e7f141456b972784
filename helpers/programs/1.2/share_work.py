# python share_work.py PROCESSES
import os
import sys
from multiprocessing import Process

STEPS = 20_000_000      # all of the work


def use_cpus(numbers):
    if hasattr(os, "sched_setaffinity"):        # Linux has this, macOS doesn't
        cpus = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, [cpus[number % len(cpus)] for number in numbers])


def count(number, steps):
    use_cpus([number])
    for step in range(steps):
        pass


if __name__ == "__main__":
    use_cpus([0, 1])        # the children inherit it
    how_many = int(sys.argv[1])
    processes = []
    for number in range(how_many):
        process = Process(target=count, args=(number, STEPS // how_many))
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
