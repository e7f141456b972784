# A mistake: += on a shared Value, without its lock. Counts get lost.
from multiprocessing import Process, Value

TIMES = 50_000


def count(counter):
    for number in range(TIMES):
        counter.value += 1      # read, add, write: the other can come in between


if __name__ == "__main__":
    counter = Value("i", 0)
    one = Process(target=count, args=(counter,))
    other = Process(target=count, args=(counter,))
    one.start()
    other.start()
    one.join()
    other.join()
    if counter.value != 2 * TIMES:
        raise SystemExit(f"counted to {counter.value} instead of {2 * TIMES}")
    print("nothing was lost")
