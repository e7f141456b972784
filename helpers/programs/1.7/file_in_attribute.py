import sys
from multiprocessing import Process, set_start_method


class Reader(Process):
    def __init__(self, path):
        super().__init__()
        self.file = open(path)

    def run(self):
        print("child: the first line is", self.file.readline().strip())


if __name__ == "__main__":
    set_start_method(sys.argv[1])
    reader = Reader(__file__)
    reader.start()
    reader.join()
