import os
import sys
import time


def do(name, seconds, status):
    """Do this job, and end with this exit status."""
    print("begin", name, flush=True)
    time.sleep(seconds)
    print("end", name, flush=True)


limit = int(sys.argv[1])
jobs = []
with open("jobs.txt") as file:
    for line in file:
        name, seconds, status = line.split()
        jobs.append((name, float(seconds), int(status)))

for name, seconds, status in jobs:
    do(name, seconds, status)
