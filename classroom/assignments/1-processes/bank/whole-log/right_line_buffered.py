import os
import sys
import time

WORKERS, LINES = map(int, sys.argv[1:] or (3, 8))
log = open(1, "w", buffering=1, closefd=False)  # each line leaves the buffer when it is whole


def work(number):
    for step in range(LINES):
        log.write(f"worker {number}: ")
        time.sleep(0.04)
        log.write(f"step {step} of {LINES}\n")


log.write(f"{WORKERS} workers\n")
for number in range(WORKERS):
    if os.fork() == 0:
        work(number)
        os._exit(0)
for number in range(WORKERS):
    os.wait()
log.write("all done\n")
