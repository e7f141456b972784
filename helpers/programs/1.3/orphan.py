# The parent ends first. Who is the child's parent then?
import os
from time import sleep


def child(first_parent):
    print("child: my parent is", first_parent, flush=True)
    while os.getppid() == first_parent:
        sleep(0.02)
    print("child: my parent is now", os.getppid(), flush=True)
    sleep(0.1)
    os._exit(0)


def parent():
    sleep(0.1)
    print("parent: I end here")


pid_before = os.getpid()
if os.fork() == 0:
    child(pid_before)
else:
    parent()
