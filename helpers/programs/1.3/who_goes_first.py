import os


def count():
    for number in range(100_000):
        pass


pid = os.fork()
count()
if pid == 0:
    print("child", flush=True)
else:
    print("parent", flush=True)
    os.wait()
