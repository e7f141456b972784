# "Six lines, so six processes." Each line says who wrote it.
import os
from time import sleep


def say(what):
    print(what, "in process", os.getpid(), flush=True)
    sleep(0.1)


def collect_children():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass        # no child is left


os.fork()
say("after the first fork")
os.fork()
say("after the second fork")
collect_children()
