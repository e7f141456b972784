# A mistake: a pool without the guard. Each worker fails, and the pool makes another one.
# This program never ends by itself.
import multiprocessing
import sys
from time import sleep


def task(number):
    return number * number


sys.tracebacklimit = 0      # of each error, only the last part
print("the program begins")
sleep(0.4)
spawn = multiprocessing.get_context("spawn")        # as on Windows and macOS
pool = spawn.Pool(1)
print(pool.map(task, [1, 2, 3]))
