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


pids = []
for attempt in range(1, min(len(plan), 5) + 1):
    pid = os.fork()
    if pid == 0:
        service(attempt)
    pids.append(pid)
for attempt, pid in enumerate(pids, 1):
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    how = signal.Signals(-code).name if code < 0 else f"exit status {code}"
    print(f"attempt {attempt}: {how}")
    if code == 0:
        sys.exit(0)
print("gave up")
sys.exit(1)
