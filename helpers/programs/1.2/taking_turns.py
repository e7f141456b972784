# Three busy processes, and one CPU for all of them.
import os
from multiprocessing import Process
from time import process_time


def use_one_cpu():
    if hasattr(os, "sched_setaffinity"):        # Linux has this, macOS does not
        cpus = os.sched_getaffinity(0)
        os.sched_setaffinity(0, [min(cpus)])    # children will inherit it


def count(name):
    end = process_time() + 0.3                  # 0.3 seconds on a CPU, however long that takes
    number = 0
    while process_time() < end:
        for step in range(10_000):      # look at the clock only now and then
            number = number + 1
    print(name, "is done")


if __name__ == "__main__":
    use_one_cpu()
    processes = []
    for name in ["A", "B", "C"]:
        process = Process(target=count, args=(name,))
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
    print("all are done")
