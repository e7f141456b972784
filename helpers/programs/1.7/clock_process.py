import os
from multiprocessing import Process
from time import monotonic, sleep


class ClockProcess(Process):
    def __init__(self, interval):
        super().__init__()
        self.interval = interval
        print("__init__ was called in", os.getpid())

    def run(self):
        print("run was called in", os.getpid())
        start = monotonic()
        sleep(self.interval)
        print("child: it took", round(monotonic() - start, 3), "seconds")


if __name__ == "__main__":
    start = monotonic()
    clock = ClockProcess(0.5)
    clock.start()
    clock.join()
    print("parent: it took", round(monotonic() - start, 3), "seconds")
