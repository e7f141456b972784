from multiprocessing import Process
from time import sleep


class Counter(Process):
    def __init__(self, first):
        super().__init__()
        self.number = first

    def run(self):
        for step in range(3):
            sleep(0.1)
            self.number = self.number + 1
        print("child: number is", self.number)


if __name__ == "__main__":
    counter = Counter(10)
    counter.start()
    counter.join()
    print("parent: number is", counter.number)
