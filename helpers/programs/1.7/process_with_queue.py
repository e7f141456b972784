from multiprocessing import Process, Queue
from time import sleep


class Adder(Process):
    def __init__(self, numbers, results):
        super().__init__()
        self.numbers = numbers
        self.results = results

    def run(self):
        total = 0
        for number in self.numbers:
            sleep(0.2)
            total = total + number
        self.results.put(total)


if __name__ == "__main__":
    results = Queue()
    adder = Adder([1, 2, 3], results)
    adder.start()
    print("parent: waiting")
    print("parent: the sum is", results.get())
    adder.join()
