# A way back: the child writes into a pipe, and the parent reads from it.
import os
from time import sleep

names = ["Ada"]


def child():
    sleep(0.2)
    os.write(write_end, b"Grace")
    os._exit(0)


def parent():
    letters = os.read(read_end, 100)        # waits until there is something to read, at most 100 bytes
    names.append(letters.decode())          # bytes become text
    os.wait()
    print("parent:", names)


read_end, write_end = os.pipe()
if os.fork() == 0:
    child()
else:
    parent()
