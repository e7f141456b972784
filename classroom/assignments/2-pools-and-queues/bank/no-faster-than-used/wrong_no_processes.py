import sys
import time
from multiprocessing import Process, Queue


def make(number):
    """Make a thing, which takes no time to speak of."""
    print("made", number, flush=True)
    return number


def use(thing):
    """Use a thing, which takes a while."""
    time.sleep(0.05)
    print("used", thing, flush=True)


for number in range(1, int(sys.argv[1]) + 1):
    use(make(number))
