import os
from time import sleep

names = ["Ada"]


def child():
    names.append("Grace")
    print("child:", names, flush=True)
    sleep(0.1)
    os._exit(0)


def parent():
    os.wait()
    print("parent:", names)


if os.fork() == 0:
    child()
else:
    parent()
