import os
from time import sleep

names = ["Ada"]


def child():
    os.close(read_end)
    sleep(0.2)
    os.write(write_end, b"Grace")
    sleep(0.1)
    os._exit(0)


def parent():
    os.close(write_end)
    message = os.read(read_end, 100)
    names.append(message.decode())
    print("parent:", names, flush=True)
    os.wait()


read_end, write_end = os.pipe()
if os.fork() == 0:
    child()
else:
    parent()
