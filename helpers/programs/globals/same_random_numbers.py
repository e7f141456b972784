# A mistake: to expect other random numbers in each process. fork copies the generator, too.
import os
import random
from time import sleep

dice = random.Random()      # a generator of our own


def child(name):
    print(name, "own generator:", dice.randrange(1_000_000_000), flush=True)
    # Python starts the generator behind random.random() afresh after every fork
    print(name, "Python's generator:", random.randrange(1_000_000_000), flush=True)
    sleep(0.05)
    os._exit(0)


for name in ["A", "B", "C"]:
    if os.fork() == 0:
        child(name)
for name in ["A", "B", "C"]:
    os.wait()
