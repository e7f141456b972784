import os
from time import sleep

def child(status):
    sleep(0.1)
    os._exit(status)

for status in [4, 5, 6]:
    if os.fork() == 0:
        child(status)

for number in range(3):
    pid, status = os.wait()
    print("child", pid, "ended with", os.waitstatus_to_exitcode(status))
