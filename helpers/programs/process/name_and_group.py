# The arguments of Process that are rarely given: group, name, daemon.
from multiprocessing import Process, current_process
from time import sleep


def who_am_i():
    print("I am", current_process().name, flush=True)
    sleep(0.1)


if __name__ == "__main__":
    processes = [
        Process(group=None, target=who_am_i),       # group is there for likeness to threads: always None
        Process(target=who_am_i, name="worker"),
        Process(target=who_am_i, daemon=False),
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
