from multiprocessing import Process
from time import sleep


def task():
    print("working")
    sleep(0.2)
    return "done"


if __name__ == "__main__":
    process = Process(target=task())
    process.start()
    process.join()
    print("exitcode:", process.exitcode)
