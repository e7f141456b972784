# Two ways to end a pool while some of its tasks are not done.
# python close_or_terminate.py close|terminate
import sys
from multiprocessing import Pool
from time import sleep


def task(seconds):
    sleep(seconds)
    print("a task is done")


if __name__ == "__main__":
    pool = Pool(2)
    first = pool.apply_async(task, (0.2,))
    for number in range(3):
        pool.apply_async(task, (0.5,))
    first.get()
    if sys.argv[1] == "close":
        pool.close()            # no more tasks will come
    else:
        pool.terminate()        # end the workers at once
    pool.join()                 # wait until all workers have ended
    print("parent: the pool is at its end")
