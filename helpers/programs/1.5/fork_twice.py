# Two forks, one after the other. How many processes, and how many lines?
import os
from time import sleep


def first_line():
    print("after the first fork", flush=True)
    sleep(0.1)


def second_line():
    print("after the second fork", flush=True)
    sleep(0.1)


def collect_children():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass        # no child is left


os.fork()
first_line()
os.fork()
second_line()
collect_children()
