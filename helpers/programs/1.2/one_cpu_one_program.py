# "A CPU finishes one program before it starts the next."
# If that were so, the long one, started first, would be done first.
import os
from multiprocessing import Process
from time import process_time


def use_one_cpu():
    if hasattr(os, "sched_setaffinity"):        # Linux has this, macOS does not
        cpus = os.sched_getaffinity(0)
        os.sched_setaffinity(0, [min(cpus)])    # children will inherit it


def count(name, seconds):
    end = process_time() + seconds              # seconds on a CPU, however long that takes
    while process_time() < end:
        for step in range(10_000):              # look at the clock only now and then
            pass
    print(name, "is done")


if __name__ == "__main__":
    use_one_cpu()
    long = Process(target=count, args=("long", 0.6))
    short = Process(target=count, args=("short", 0.05))
    long.start()
    short.start()
    long.join()
    short.join()
