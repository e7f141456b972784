import os
from time import sleep


def first_line():
    print("after the first fork", flush=True)
    sleep(0.1)


def second_line():
    print("after the second fork", flush=True)
    sleep(0.1)


def wait_for_all():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass        # none of my children is left


os.fork()
first_line()
os.fork()
second_line()
wait_for_all()
