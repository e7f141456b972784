import os
from time import sleep

returned = os.fork()
print("fork returned", returned, "and I am", os.getpid(), flush=True)
sleep(0.1)
