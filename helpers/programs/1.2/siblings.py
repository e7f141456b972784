import os
import time
from multiprocessing import Process

STEPS = 20_000_000


def siblings():
    # the hardware threads of the first core, as the kernel lists them: "0,4" or "0-1"
    with open("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list") as file:
        return [int(number) for number in file.read().replace("-", ",").split(",")]


def count(cpu):
    os.sched_setaffinity(0, [cpu])
    for number in range(STEPS):
        pass


def measure(cpus):
    start = time.monotonic()
    processes = [Process(target=count, args=(cpu,)) for cpu in cpus]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return round(time.monotonic() - start, 2)


if __name__ == "__main__":
    pair = siblings()
    others = sorted(os.sched_getaffinity(0) - set(pair))
    if len(pair) < 2 or not others:
        print("This machine shows no two hardware threads of one core beside another core.")
    else:
        print("one process alone:", measure(pair[:1]), "seconds")
        print("two, on two cores:", measure([pair[0], others[0]]), "seconds")
        print("two, on one core: ", measure(pair[:2]), "seconds")
