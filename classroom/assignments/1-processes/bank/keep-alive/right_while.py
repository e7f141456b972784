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


attempt, well = 0, False
while not well and attempt < 5:
    attempt += 1
    pid = os.fork()
    if pid == 0:
        service(attempt)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        how = signal.Signals(os.WTERMSIG(status)).name
    else:
        how = f"exit status {os.WEXITSTATUS(status)}"
        well = os.WEXITSTATUS(status) == 0
    print(f"attempt {attempt}: {how}")
if not well:
    print("gave up")
sys.exit(0 if well else 1)
