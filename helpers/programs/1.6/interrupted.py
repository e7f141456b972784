import os
import signal
from multiprocessing import Process, SimpleQueue
from time import sleep


def work(begun):
    try:
        begun.put("I have begun")
        sleep(60)
    finally:
        print("child: tidies up")


def interrupt(process):
    if hasattr(process, "interrupt"):
        process.interrupt()
    else:
        os.kill(process.pid, signal.SIGINT)


if __name__ == "__main__":
    begun = SimpleQueue()
    process = Process(target=work, args=(begun,))
    process.start()
    begun.get()
    sleep(0.1)
    interrupt(process)
    process.join()
    print("exitcode:", process.exitcode)
