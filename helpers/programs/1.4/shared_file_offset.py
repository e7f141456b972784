# A file that was open before the fork: both processes read on from one and the same place.
import os
from tempfile import TemporaryFile
from time import sleep


def child():
    print("child reads", file.read(6), flush=True)
    sleep(0.1)
    os._exit(0)


def parent():
    os.wait()
    print("parent reads", file.read(6))     # not from the beginning


file = TemporaryFile(buffering=0)       # no buffer: each read asks the system
file.write(b"abcdefghijkl")
file.seek(0)
if os.fork() == 0:
    child()
else:
    parent()
