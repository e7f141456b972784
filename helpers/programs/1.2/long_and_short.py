import os
from multiprocessing import Process


def use_one_cpu():
    if hasattr(os, "sched_setaffinity"):        # Linux has this, macOS doesn't
        cpus = os.sched_getaffinity(0)
        os.sched_setaffinity(0, [min(cpus)])    # the children inherit it


def count(name, steps):
    for number in range(steps):
        pass
    print(name, "is done")


if __name__ == "__main__":
    use_one_cpu()
    long = Process(target=count, args=("long", 20_000_000))
    short = Process(target=count, args=("short", 1_000_000))
    long.start()
    short.start()
    long.join()
    short.join()
