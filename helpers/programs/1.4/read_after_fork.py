import os
from tempfile import TemporaryFile


def child():
    print("child reads", file.read(6), flush=True)
    os._exit(0)


def parent():
    os.wait()
    print("parent reads", file.read(6))


file = TemporaryFile(buffering=0)
file.write(b"abcdefghijkl")
file.seek(0)
if os.fork() == 0:
    child()
else:
    parent()
