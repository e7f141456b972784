from multiprocessing import Process
from time import sleep


class ClockProcess(Process):
    def __init__(self, interval):
        self.interval = interval

    def run(self):
        sleep(self.interval)
        print("child: done")


if __name__ == "__main__":
    clock = ClockProcess(0.1)
    print("parent: made")
    clock.start()
    print("parent: started")
