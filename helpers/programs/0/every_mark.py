import os
import signal
from time import process_time, sleep


def compute():
    end = process_time() + 0.03
    while process_time() < end:
        for step in range(10_000):
            pass


def rest(seconds):
    sleep(seconds)


def wait_for_ever():
    while True:
        sleep(60)


if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])     # one CPU for all of them

print("here we go", flush=True)
for status in [0, 3]:
    if os.fork() == 0:
        compute()
        print("computed", flush=True)
        os._exit(status)
third = os.fork()
if third == 0:
    wait_for_ever()

rest(0.2)
os.wait()
os.wait()
rest(0.06)
os.kill(third, signal.SIGTERM)
os.wait()
print("all collected")
