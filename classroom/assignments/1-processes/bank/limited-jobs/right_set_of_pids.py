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

pids = set()
failed = 0
while jobs or pids:
    while jobs and len(pids) < limit:
        job = jobs.pop(0)
        pid = os.fork()
        if pid == 0:
            do(*job)
        pids.add(pid)
    pid, status = os.waitpid(-1, 0)
    pids.remove(pid)
    failed += os.waitstatus_to_exitcode(status) != 0
sys.exit(failed)
