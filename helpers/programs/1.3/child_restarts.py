# "The child starts the program again from the top." Count how often each step is done.
import os
from time import sleep


def step(number):
    print("step", number, flush=True)
    sleep(0.05)


step(1)
step(2)
os.fork()
step(3)
step(4)
