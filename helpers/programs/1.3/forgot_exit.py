import os
from time import sleep


def child():
    print("child: working", flush=True)
    sleep(0.1)


def parent():
    print("this line is for the parent only", flush=True)
    os.wait()


if os.fork() == 0:
    child()
parent()
