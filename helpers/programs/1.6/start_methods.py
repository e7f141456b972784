# The same program under each way to start a process.
# python start_methods.py fork|spawn|forkserver
import os
import sys
from multiprocessing import Process, parent_process, set_start_method
from time import sleep

print("the top of the file is read")


def task(main):
    print("my parent_process() is main:", parent_process().pid == main)
    print("my getppid() is main:", os.getppid() == main)
    sleep(0.1)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        set_start_method(sys.argv[1])
    main = os.getpid()
    first = Process(target=task, args=(main,))
    second = Process(target=task, args=(main,))
    first.start()
    second.start()
    first.join()
    second.join()
