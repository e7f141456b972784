from multiprocessing import Process
from time import sleep


class Worker(Process):
    def __init__(self):
        super().__init__()
        self.stopping = False

    def run(self):
        while not self.stopping:
            sleep(0.1)
        print("child: I stop")

    def stop(self):
        self.stopping = True
        print("stopping is now", self.stopping)


if __name__ == "__main__":
    worker = Worker()
    worker.start()
    sleep(0.2)
    worker.stop()
    worker.join()
