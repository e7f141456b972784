import os
import signal
import sys
import time

with open("plan.txt") as file:
    plan = file.read().split()  # how each attempt ends: an exit status, or a signal's name


def service(attempt):
    """One attempt, from 1 on: it takes a moment, and ends as planned."""
    time.sleep(0.1)
    end = plan[attempt - 1]
    if end.startswith("SIG"):
        os.kill(os.getpid(), signal.Signals[end])
    os._exit(int(end))


for attempt, end in enumerate(plan[:5], 1):
    print(f"attempt {attempt}:", end if end.startswith("SIG") else f"exit status {end}")
    if end == "0":
        sys.exit(0)
print("gave up")
sys.exit(1)
