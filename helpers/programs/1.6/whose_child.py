import os
import sys
from multiprocessing import Process, parent_process, set_start_method


def task():
    print("child: my parent's PID is", os.getppid())
    print("child: my parent_process() is", parent_process().pid)


if __name__ == "__main__":
    set_start_method(sys.argv[1])
    process = Process(target=task)
    process.start()
    process.join()
