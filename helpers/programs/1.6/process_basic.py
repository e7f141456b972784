# Start a process, go on, and join it.
from multiprocessing import Process
from time import sleep


def task():
    print("child: working")
    sleep(0.4)
    print("child: done")


if __name__ == "__main__":
    process = Process(target=task)
    process.start()
    print("parent: started it")
    process.join()                  # go on here when the child has ended
    print("parent: it has ended")
