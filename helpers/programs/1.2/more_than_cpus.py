# More busy processes than CPUs: how long do they take?
# python more_than_cpus.py PROCESSES CPUS
import os
import sys
from multiprocessing import Process
from time import monotonic, process_time


def use_cpus(how_many):
    if hasattr(os, "sched_setaffinity"):        # Linux has this, macOS does not
        cpus = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, cpus[:how_many])


def count(number_of_process):
    end = process_time() + 0.3                  # 0.3 seconds on a CPU, however long that takes
    while process_time() < end:
        for step in range(10_000):              # look at the clock only now and then
            pass


def run_together(how_many):
    processes = []
    for number in range(how_many):
        process = Process(target=count, args=(number,))
        process.start()
        processes.append(process)
    for process in processes:
        process.join()


if __name__ == "__main__":
    how_many, cpus = 4, 2
    if len(sys.argv) == 3:
        how_many, cpus = int(sys.argv[1]), int(sys.argv[2])
    use_cpus(cpus)
    start = monotonic()
    run_together(how_many)
    print(how_many, "processes, each 0.3 s of work:", round(monotonic() - start, 2), "s")
