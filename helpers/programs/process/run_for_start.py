# A mistake: run() instead of start(). Everything happens in the parent, one after the other.
import os
from multiprocessing import Process
from time import sleep


def task(name, main):
    print(name, "runs in the main process:", os.getpid() == main, flush=True)
    sleep(0.1)


if __name__ == "__main__":
    main = os.getpid()
    first = Process(target=task, args=("first", main))
    second = Process(target=task, args=("second", main))
    first.run()
    second.run()
    print("first has a pid:", first.pid is not None)
    first.join()
