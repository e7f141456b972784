from multiprocessing import Process
from time import sleep


class Adder(Process):
    def __init__(self):
        super().__init__()
        self.result = None

    def run(self):
        sleep(0.1)
        self.result = 1 + 2
        print("child: result is", self.result)


def wait_for_result(adder):
    while adder.result is None:
        sleep(0.1)


if __name__ == "__main__":
    adder = Adder()
    adder.start()
    wait_for_result(adder)
    print("parent: result is", adder.result)
