import os
from multiprocessing import Process
from time import sleep


def use_one_cpu():
    if hasattr(os, "sched_setaffinity"):        # Linux has this, macOS doesn't
        cpus = os.sched_getaffinity(0)
        os.sched_setaffinity(0, [min(cpus)])    # the children inherit it


def wait_for_a_letter(name):
    sleep(0.5)
    print(name, "has a letter")


if __name__ == "__main__":
    use_one_cpu()
    processes = []
    for name in ["A", "B", "C", "D", "E", "F", "G", "H"]:
        process = Process(target=wait_for_a_letter, args=(name,))
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
    print("all have one")
