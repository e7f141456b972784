# A mistake: += on a shared Value, without its lock. Counts get lost.
from multiprocessing import Barrier, Process, Value

TIMES = 200_000


def count(counter, start_line):
    start_line.wait()           # a barrier: each waits here until both have come
    for number in range(TIMES):
        counter.value += 1      # read, add, write: the other can come in between


if __name__ == "__main__":
    counter = Value("i", 0)
    start_line = Barrier(2)
    one = Process(target=count, args=(counter, start_line))
    other = Process(target=count, args=(counter, start_line))
    one.start()
    other.start()
    one.join()
    other.join()
    if counter.value != 2 * TIMES:
        raise SystemExit(f"counted to {counter.value} instead of {2 * TIMES}")
    print("nothing was lost")
