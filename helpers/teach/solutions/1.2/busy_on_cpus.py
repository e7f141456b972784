import os
from multiprocessing import Process
from time import monotonic, process_time

N = 4
WORK = 0.2  # seconds on a CPU, for each


def busy():
    end = process_time() + WORK
    while process_time() < end:
        for step in range(10_000):
            pass


if __name__ == "__main__":
    cpus = 1
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
    print("expected:", N * WORK / cpus, "seconds, if nobody else wants the CPU")
    start = monotonic()
    processes = [Process(target=busy) for number in range(N)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print("measured:", round(monotonic() - start, 2), "seconds")
