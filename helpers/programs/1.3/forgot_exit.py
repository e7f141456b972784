# A mistake: the child does not exit, and so runs on into its parent's code.
import os
from time import sleep


def child():
    print("child: working")
    sleep(0.1)
    # os._exit(0) is missing here


def parent():
    print("this line is for the parent only")
    os.wait()       # the child comes here too, and has no child to wait for


if os.fork() == 0:
    child()
parent()
