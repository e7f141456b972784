import os
import sys
from multiprocessing import Process, Queue

LIMIT, CHILDREN = int(sys.argv[1]), int(sys.argv[2])


def count(numbers):
    """How many of these numbers are less than the sum of the numbers that divide them."""
    found = 0
    for number in numbers:
        total = 0
        for divisor in range(1, number):
            if number % divisor == 0:
                total = total + divisor
        if total > number:
            found = found + 1
    return found


def work(child, found):
    found.put(count(range(child, LIMIT, CHILDREN)))


if __name__ == "__main__":
    found = Queue()
    children = [Process(target=work, args=(child, found)) for child in range(CHILDREN)]
    for child in children:
        child.start()
    total = sum(found.get() for child in children)
    for child in children:
        child.join()
    print("There are", total)
