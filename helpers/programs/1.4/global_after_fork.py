import os
from time import sleep

number = 1


def child():
    global number
    number = number + 1
    print("child: number is", number, flush=True)
    sleep(0.1)
    os._exit(0)


def parent():
    os.wait()
    print("parent: number is", number)


if os.fork() == 0:
    child()
else:
    parent()
