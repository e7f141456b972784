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

pids = []
failed = 0


def wait_for_oldest():
    global failed
    pid, status = os.waitpid(pids.pop(0), 0)
    if status != 0:
        failed = failed + 1


for job in jobs:
    if len(pids) == limit:
        wait_for_oldest()
    pid = os.fork()
    if pid == 0:
        do(*job)
    pids.append(pid)
while pids:
    wait_for_oldest()
sys.exit(failed)
