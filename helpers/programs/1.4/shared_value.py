# A Value lives in memory which both processes use. Adding to it safely needs its lock.
from multiprocessing import Process, Value

TIMES = 20_000


def count(counter):
    for number in range(TIMES):
        with counter.get_lock():        # only one process at a time goes on from here
            counter.value += 1


if __name__ == "__main__":
    counter = Value("i", 0)             # "i": a whole number; 0: its first value
    one = Process(target=count, args=(counter,))
    other = Process(target=count, args=(counter,))
    one.start()
    other.start()
    one.join()
    other.join()
    print("expected", 2 * TIMES, "and counted to", counter.value)
