from multiprocessing import Event, Process
from time import sleep


class Worker(Process):
    def __init__(self):
        super().__init__()
        self.stopping = Event()

    def run(self):
        while not self.stopping.is_set():
            sleep(0.1)
        print("child: I stop")

    def stop(self):
        self.stopping.set()


if __name__ == "__main__":
    worker = Worker()
    worker.start()
    sleep(0.2)
    worker.stop()
    worker.join()
