# The same address in two processes is two places.
import os
from time import sleep

names = ["Ada"]


def child():
    names[0] = "Grace"
    print("child: at", id(names), "is", names, flush=True)
    sleep(0.1)
    os._exit(0)


def parent():
    os.wait()
    print("parent: at", id(names), "is", names)


if os.fork() == 0:
    child()
else:
    parent()
