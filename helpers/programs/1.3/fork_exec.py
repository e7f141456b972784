# fork makes a new process. exec gives a process another program.
import os
from time import sleep


def child():
    print("child: I run Python, I am", os.getpid(), flush=True)
    sleep(0.1)
    os.execlp("sh", "sh", "-c", "echo child: I run sh, I am $$; sleep 0.1; exit 5")
    print("child: nobody ever comes here")      # this program is gone by now


def parent():
    pid, status = os.wait()
    print("parent: collected", pid, "exit status", os.waitstatus_to_exitcode(status))


if os.fork() == 0:
    child()
else:
    parent()
