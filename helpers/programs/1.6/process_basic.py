from multiprocessing import Process
from time import sleep


def task():
    print("child: working")
    sleep(0.3)
    print("child: done")


if __name__ == "__main__":
    process = Process(target=task)
    process.start()
    print("parent: after start()")
    process.join()
    print("parent: after join()")
