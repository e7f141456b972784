from multiprocessing import Process
from time import sleep

class Greeter(Process):
    def __init__(self, word, times):
        super().__init__()
        self.word = word
        self.times = times

    def run(self):
        for number in range(self.times):
            print(self.word)
            sleep(0.1)

if __name__ == "__main__":
    first = Greeter("hello", 2)
    second = Greeter("goodbye", 3)
    first.start()
    second.start()
    first.join()
    second.join()
