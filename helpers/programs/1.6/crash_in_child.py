# "When a child crashes, the parent stops too." It does not even notice.
from multiprocessing import Process
from time import sleep


def crash():
    sleep(0.1)
    return 1 / 0


if __name__ == "__main__":
    process = Process(target=crash)
    process.start()
    process.join()
    print("parent: still here; the exit code is", process.exitcode)
