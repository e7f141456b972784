# Three children of one parent: each child ends where its task ends.
import os
from time import sleep


def task(number):
    print("task", number, flush=True)
    sleep(0.1)


for number in [1, 2, 3]:
    if os.fork() == 0:
        task(number)
        os._exit(0)         # without this, the child would go on with the loop
for number in [1, 2, 3]:
    os.wait()
print("three tasks are done")
