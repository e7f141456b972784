import sys
from multiprocessing import Process
from time import sleep


def cook():
    sleep(0.3)


def burn():
    sleep(0.3)
    raise RuntimeError("too hot")


def taste():
    sleep(0.3)
    sys.exit(4)


def run_all(functions):
    processes = [Process(target=function) for function in functions]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


if __name__ == "__main__":
    print(run_all([cook, burn, taste]))
