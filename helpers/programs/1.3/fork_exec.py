import os
from time import sleep


def child():
    print("child: I run Python, and I am", os.getpid(), flush=True)
    sleep(0.1)
    os.execlp("sh", "sh", "-c", "echo child: I run sh, and I am $$; sleep 0.1; exit 5")
    print("child: nobody ever gets here")


def parent():
    pid, status = os.wait()
    print("parent: collected", pid, "with exit status", os.waitstatus_to_exitcode(status))


if os.fork() == 0:
    child()
else:
    parent()
