from multiprocessing import Process
from time import sleep


def task(name):
    print(name, "begins")
    sleep(0.2)
    print(name, "ends")


if __name__ == "__main__":
    first = Process(target=task, args=("first",))
    second = Process(target=task, args=("second",))
    first.run()
    second.run()
    print("pid of first:", first.pid)
