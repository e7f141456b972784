# A mistake: the child does not exit, so it goes on with the loop and forks as well.
import os
from time import sleep


def task(number):
    print("task", number, flush=True)
    sleep(0.1)


def collect_children():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass        # no child is left


for number in [1, 2, 3]:
    if os.fork() == 0:
        task(number)
        # os._exit(0) is missing here
collect_children()
