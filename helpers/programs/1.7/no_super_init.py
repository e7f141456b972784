# A mistake: __init__ without super().__init__(), so Process could not prepare itself.
from multiprocessing import Process
from time import sleep


class ClockProcess(Process):
    def __init__(self, interval):
        self.interval = interval        # super().__init__() is missing here

    def run(self):
        sleep(self.interval)
        print("child: done")


if __name__ == "__main__":
    clock = ClockProcess(0.1)
    print("made")
    clock.start()
