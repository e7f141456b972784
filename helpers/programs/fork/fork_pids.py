# What fork returns, and who is who, on both sides.
import os
from time import sleep


def child(returned):
    print("child: fork returned", returned, flush=True)
    print("child: I am", os.getpid(), flush=True)
    print("child: my parent is", os.getppid(), flush=True)
    sleep(0.1)


def parent(returned):
    print("parent: fork returned", returned, flush=True)
    print("parent: I am", os.getpid(), flush=True)
    os.wait()       # until the child has ended


pid = os.fork()
if pid == 0:
    child(pid)
else:
    parent(pid)
