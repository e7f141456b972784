import os
from random import randrange

def draw():
    number = randrange(1, 256)
    print("child: I drew", number, flush=True)
    return number

if os.fork() == 0:
    os._exit(draw())
pid, status = os.wait()
print("parent: my child drew", os.waitstatus_to_exitcode(status))
