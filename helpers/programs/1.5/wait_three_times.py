import os
from time import sleep

first = os.getpid()
os.fork()
os.fork()
sleep(0.1)
if os.getpid() == first:
    for number in range(3):
        os.wait()
    print("all three have ended")
