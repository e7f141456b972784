import os
import sys
import time


def do(name, seconds, status):
    """Do this job, and end with this exit status."""
    print("begin", name, flush=True)
    time.sleep(seconds)
    print("end", name, flush=True)
    os._exit(status)


limit = int(sys.argv[1])
jobs = []
with open("jobs.txt") as file:
    for line in file:
        name, seconds, status = line.split()
        jobs.append((name, float(seconds), int(status)))

running = failed = 0


def wait_for_one():
    global running, failed
    pid, status = os.wait()
    running = running - 1
    if status != 0:
        sys.exit(1)


for name, seconds, status in jobs:
    if running == limit:
        wait_for_one()
    if os.fork() == 0:
        do(name, seconds, status)
    running = running + 1
while running > 0:
    wait_for_one()
sys.exit(failed)
