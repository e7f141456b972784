# Two forks, one after the other. How many processes, and how many lines?
import os
from time import sleep


def say(what):
    print(what, flush=True)
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
