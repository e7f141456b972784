# A kind of Process of our own: start() makes the process, and run() is called there.
import os
from multiprocessing import Process
from time import monotonic, sleep


class ClockProcess(Process):
    def __init__(self, interval):
        super().__init__()                  # Process prepares itself first
        self.interval = interval
        print("__init__ runs in", os.getpid())

    def run(self):
        print("run runs in", os.getpid())
        start = monotonic()
        sleep(self.interval)
        print("child: it took", round(monotonic() - start, 2), "s")


if __name__ == "__main__":
    start = monotonic()
    clock = ClockProcess(0.3)
    clock.start()
    clock.join()
    print("parent: it took", round(monotonic() - start, 2), "s")
