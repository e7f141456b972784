import sys
from multiprocessing import get_context
from time import sleep

print("the program begins")
sleep(0.3)
try:
    pool = get_context("spawn").Pool(1)
except RuntimeError:
    sys.exit("RuntimeError: this process is not ready to start others")
print(pool.map(abs, [1, -2, 3]))
