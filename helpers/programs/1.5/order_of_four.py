# Two forks make four processes. Each has a little to do, and then writes one line. In which order?
import os
from random import random
from time import sleep


def work_a_little():
    sleep(random() / 300)       # between 0 and 3 milliseconds


def collect_children():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass        # no child is left


os.fork()
os.fork()
work_a_little()
print("here is one", flush=True)
collect_children()
os._exit(0)         # at once, without Python's tidying up: this is to run 200 times
