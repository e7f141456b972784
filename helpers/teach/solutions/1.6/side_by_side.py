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

if __name__ == "__main__":
    processes = []
    for function in [cook, burn, taste]:
        process = Process(target=function)
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
        print(process.exitcode)
