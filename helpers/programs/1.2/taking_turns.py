import os
from multiprocessing import Process


def use_one_cpu():
    if hasattr(os, "sched_setaffinity"):        # Linux has this, macOS doesn't
        cpus = os.sched_getaffinity(0)
        os.sched_setaffinity(0, [min(cpus)])    # the children inherit it


def count(name):
    for number in range(10_000_000):
        pass
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
