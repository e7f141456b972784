# "Twice the processes, twice as fast." The same work, shared by 1, 2, 4 and 8 processes.
import os
from multiprocessing import Process
from time import monotonic, process_time

WORK = 0.4      # seconds on a CPU


def use_two_cpus():
    if hasattr(os, "sched_setaffinity"):        # Linux has this, macOS does not
        cpus = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, cpus[:2])


def work(seconds):
    end = process_time() + seconds
    while process_time() < end:
        for step in range(10_000):              # look at the clock only now and then
            pass


def share_among(how_many):
    processes = []
    for number in range(how_many):
        process = Process(target=work, args=(WORK / how_many,))
        process.start()
        processes.append(process)
    for process in processes:
        process.join()


if __name__ == "__main__":
    use_two_cpus()
    for how_many in [1, 2, 4, 8]:
        start = monotonic()
        share_among(how_many)
        print(how_many, "sharing:", round(monotonic() - start, 2), "s")
