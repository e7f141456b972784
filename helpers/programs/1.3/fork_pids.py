# What fork returns, and who is who, on both sides.
import os
from time import sleep


def child(returned):
    print("child: fork returned", returned)
    print("child: I am", os.getpid())
    print("child: my parent is", os.getppid())
    sleep(0.1)


def parent(returned):
    print("parent: fork returned", returned)
    print("parent: I am", os.getpid())
    os.wait()       # until the child has ended


pid = os.fork()
if pid == 0:
    child(pid)
else:
    parent(pid)
