# n forks, one after the other.
# python fork_n.py N
import os
import sys
from time import sleep


def be_there():
    print("here is one")
    sleep(0.2)


def collect_children():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass        # no child is left


n = 3
if len(sys.argv) == 2:
    n = int(sys.argv[1])
for number in range(n):
    os.fork()
be_there()
collect_children()
