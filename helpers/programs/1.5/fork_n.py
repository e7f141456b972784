import os
import sys
from time import sleep


def be_there():
    print("here is one", flush=True)
    sleep(0.2)


def wait_for_all():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass        # none of my children is left


n = int(sys.argv[1])
for number in range(n):
    os.fork()
be_there()
wait_for_all()
