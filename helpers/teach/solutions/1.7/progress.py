from multiprocessing import Process, Queue
from time import sleep

class Copier(Process):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def run(self):
        for percent in [25, 50, 75, 100]:
            sleep(0.2)
            self.queue.put(percent)

if __name__ == "__main__":
    queue = Queue()
    copier = Copier(queue)
    copier.start()
    percent = 0
    while percent < 100:
        percent = queue.get()
        print(percent, "percent")
    copier.join()
