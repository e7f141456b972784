import os
from multiprocessing import Process
from time import monotonic

HOW_MANY = 4

def busy():
    for number in range(5_000_000):
        pass

if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
    start = monotonic()
    busy()      # first alone, to see how long one takes
    alone = monotonic() - start
    print("expected:", round(HOW_MANY * alone, 2), "seconds")
    start = monotonic()
    processes = [Process(target=busy) for number in range(HOW_MANY)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print("measured:", round(monotonic() - start, 2), "seconds")
