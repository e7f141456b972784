"""A thousand children that all live at the same time."""

import os
import time

for _ in range(1000):
    if os.fork() == 0:
        time.sleep(3)
        os._exit(0)
for _ in range(1000):
    os.wait()
