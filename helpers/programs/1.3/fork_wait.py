# The parent waits for its child, and learns how it ended.
import os
from time import sleep


def child():
    print("child: working", flush=True)
    sleep(0.2)
    print("child: done", flush=True)
    os._exit(3)     # end this process here, with exit status 3


def parent():
    pid, status = os.wait()
    print("parent: my child ended with", os.waitstatus_to_exitcode(status))


if os.fork() == 0:
    child()
else:
    parent()
