import os
import random

dice = random.Random()


def throw(name):
    print(name, "throws the dice:", dice.randrange(1_000_000), flush=True)
    print(name, "asks the module:", random.randrange(1_000_000), flush=True)
    os._exit(0)


for name in ["A", "B", "C"]:
    if os.fork() == 0:
        throw(name)
for name in ["A", "B", "C"]:
    os.wait()
