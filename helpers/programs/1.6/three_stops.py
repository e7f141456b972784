import signal
import sys
from multiprocessing import Process, SimpleQueue, current_process
from time import sleep


def work(begun):
    try:
        begun.put("I have begun")
        sleep(60)
    finally:
        print(current_process().name, "tidies up")
        sleep(0.1)


def leave(number, frame):
    sys.exit(3)


def prepared_work(begun):
    signal.signal(signal.SIGTERM, leave)
    work(begun)


if __name__ == "__main__":
    begun = SimpleQueue()
    ann = Process(target=work, args=(begun,), name="Ann")
    ben = Process(target=prepared_work, args=(begun,), name="Ben")
    cleo = Process(target=prepared_work, args=(begun,), name="Cleo")
    for process in [ann, ben, cleo]:
        process.start()
    for number in range(3):
        begun.get()
    sleep(0.1)
    ann.terminate()
    ben.terminate()
    cleo.kill()
    for process in [ann, ben, cleo]:
        process.join()
        print("parent:", process.name, "ended with", process.exitcode)
