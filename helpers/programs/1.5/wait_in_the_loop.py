import os
from time import sleep


def task(number):
    print("task", number, flush=True)
    sleep(0.2)
    os._exit(0)


for number in [1, 2, 3]:
    if os.fork() == 0:
        task(number)
    os.wait()
print("three tasks are done")
