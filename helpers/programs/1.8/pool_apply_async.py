# Ten tasks of random length, and three workers.
from multiprocessing import Pool
from random import seed, uniform
from time import sleep


def task(number, seconds):
    sleep(seconds)
    print("task", number, "is done")


if __name__ == "__main__":
    seed(8)     # the same random lengths on every run
    with Pool(3) as pool:
        for number in range(1, 11):
            seconds = round(uniform(0.05, 0.15), 2)
            pool.apply_async(task, (number, seconds))
        print("parent: all ten are handed over")
        pool.close()        # no more tasks will come
        pool.join()         # wait until all are done
    print("parent: all ten are done")
