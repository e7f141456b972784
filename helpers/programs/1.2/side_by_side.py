# Two busy processes, each on a CPU of its own (if there are two).
import os
from multiprocessing import Process
from time import process_time


def use_cpu(number):
    if hasattr(os, "sched_setaffinity"):        # Linux has this, macOS does not
        cpus = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, [cpus[number % len(cpus)]])


def count(number):
    use_cpu(number)
    end = process_time() + 0.3                  # 0.3 seconds on a CPU, however long that takes
    while process_time() < end:
        for step in range(10_000):              # look at the clock only now and then
            pass
    print("number", number, "is done")


if __name__ == "__main__":
    processes = []
    for number in [0, 1]:
        process = Process(target=count, args=(number,))
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
    print("both are done")
