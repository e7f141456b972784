import os

names = ["Ada"]


def child():
    names.append("Grace")
    print("child: at address", id(names), "I find", names, flush=True)
    os._exit(0)


def parent():
    os.wait()
    print("parent: at address", id(names), "I find", names)


if os.fork() == 0:
    child()
else:
    parent()
