import os


def child():
    print("child: my work is done")
    os._exit(0)


if os.fork() == 0:
    child()
os.wait()
print("parent: my child has ended")
