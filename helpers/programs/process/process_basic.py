# Start a process, go on, and join it.
from multiprocessing import Process
from time import sleep


def task():
    print("child: working", flush=True)
    sleep(0.2)
    print("child: done", flush=True)


if __name__ == "__main__":
    process = Process(target=task)
    process.start()
    print("parent: started it", flush=True)
    process.join()                  # go on here when the child has ended
    print("parent: it has ended with", process.exitcode)
