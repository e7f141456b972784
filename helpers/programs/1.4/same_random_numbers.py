# A mistake: to expect other random numbers in each process. fork copies the generator, too.
import os
import random
from time import sleep

dice = random.Random()      # a generator of our own


def throw(name):
    print(name, "throws own dice:", dice.randrange(1_000_000), flush=True)
    print(name, "asks Python:", random.randrange(1_000_000), flush=True)
    sleep(0.05)
    os._exit(0)


for name in ["A", "B", "C"]:
    if os.fork() == 0:
        throw(name)
for name in ["A", "B", "C"]:
    os.wait()
