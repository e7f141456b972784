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

failed = 0
for job in jobs:
    if os.fork() == 0:
        do(*job)
    pid, status = os.wait()
    if status != 0:
        failed = failed + 1
sys.exit(failed)
