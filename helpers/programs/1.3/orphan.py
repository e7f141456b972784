import os
from time import sleep


def child(first_parent):
    while os.getppid() == first_parent:
        sleep(0.02)
    print("child: my parent is now", os.getppid(), flush=True)
    sleep(0.1)


def parent():
    sleep(0.1)
    print("parent: I end here", flush=True)


me = os.getpid()
if os.fork() == 0:
    child(me)
else:
    parent()
