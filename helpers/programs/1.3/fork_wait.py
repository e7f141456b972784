import os
from time import sleep


def child():
    print("child: working", flush=True)
    sleep(0.2)
    print("child: done", flush=True)
    os._exit(3)


def parent():
    pid, status = os.wait()
    print("parent: child", pid, "ended with", os.waitstatus_to_exitcode(status))


if os.fork() == 0:
    child()
else:
    parent()
