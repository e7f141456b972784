# The child has exited, but its parent has not collected it: a zombie.
import os
from time import sleep


def child():
    print("child: I exit now", flush=True)
    os._exit(0)


def busy_elsewhere():
    sleep(0.3)


def look_for(pid):
    try:
        os.kill(pid, 0)     # signal 0 does nothing, but fails if there is no such process
        return "there"
    except ProcessLookupError:
        return "gone"


pid = os.fork()
if pid == 0:
    child()
busy_elsewhere()
print("parent: before wait, my child is", look_for(pid))
os.wait()
print("parent: after wait, my child is", look_for(pid))
