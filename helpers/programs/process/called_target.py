# A mistake: target=task() instead of target=task. It may even look right.
import os
from multiprocessing import Process
from time import sleep


def task(main):
    print("task runs in the main process:", os.getpid() == main, flush=True)
    sleep(0.1)
    return "a result"


if __name__ == "__main__":
    process = Process(target=task(os.getpid()))     # calls task here; target becomes "a result"
    process.start()
    process.join()
    print("exit code:", process.exitcode)
