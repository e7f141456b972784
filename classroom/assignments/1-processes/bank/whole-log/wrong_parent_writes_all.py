import os
import sys

WORKERS, LINES = map(int, sys.argv[1:] or (3, 8))
print(WORKERS, "workers", flush=True)
for number in range(WORKERS):
    if os.fork() == 0:
        os._exit(0)
for number in range(WORKERS):
    os.wait()
for number in range(WORKERS):
    for step in range(LINES):
        print(f"worker {number}: step {step} of {LINES}")
print("all done")
