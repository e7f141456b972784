import os
from time import sleep


def task(number):
    print("task", number, flush=True)
    sleep(0.1)


def wait_for_all():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass        # none of my children is left


for number in [1, 2, 3]:
    if os.fork() == 0:
        task(number)
wait_for_all()
