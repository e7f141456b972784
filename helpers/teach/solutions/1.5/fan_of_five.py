import os
from time import sleep

for number in range(5):
    if os.fork() == 0:
        sleep(0.1)
        os._exit(0)
for number in range(5):
    os.wait()
