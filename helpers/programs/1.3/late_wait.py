import os
from time import sleep


def child():
    print("child: I exit now", flush=True)
    os._exit(7)


def look_for(pid):
    try:
        os.kill(pid, 0)
        print("parent: my child is there", flush=True)
    except ProcessLookupError:
        print("parent: my child is not there", flush=True)


pid = os.fork()
if pid == 0:
    child()
sleep(0.3)
look_for(pid)
os.wait()
look_for(pid)
