import sys
from multiprocessing import Process, set_start_method
from time import sleep

print("the top of the file is read")


def task():
    sleep(0.3)


if __name__ == "__main__":
    set_start_method(sys.argv[1])
    first = Process(target=task)
    second = Process(target=task)
    first.start()
    second.start()
    first.join()
    second.join()
