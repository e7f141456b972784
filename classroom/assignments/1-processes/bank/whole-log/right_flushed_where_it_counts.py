import os
import sys
import time

WORKERS, LINES = map(int, sys.argv[1:] or (3, 8))
log = open(1, "w", closefd=False)  # the program's output, with a buffer of its own


def work(number):
    for step in range(LINES):
        log.write(f"worker {number}: ")
        time.sleep(0.04)
        log.write(f"step {step} of {LINES}\n")
        log.flush()


log.write(f"{WORKERS} workers\n")
log.flush()
for number in range(WORKERS):
    if os.fork() == 0:
        work(number)
        os._exit(0)
for number in range(WORKERS):
    os.wait()
log.write("all done\n")
