import sys
from multiprocessing import Process, Queue

WORKERS, LIMIT = map(int, sys.argv[1:] or (3, 60_000))


def squares(first, results):
    """Put the squares of every so-many-th number, from the first on, into the queue."""
    results.put([number * number for number in range(first, LIMIT, WORKERS)])


if __name__ == "__main__":
    results = Queue()
    workers = [Process(target=squares, args=(first, results)) for first in range(WORKERS)]
    for worker in workers:
        worker.start()
    total = 0
    for worker in workers:
        total = total + sum(results.get())
    for worker in workers:
        worker.join()
    print("the sum is", total)
    sys.exit(1)
