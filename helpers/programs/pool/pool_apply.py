# The same ten tasks and three workers, but apply waits for each task.
from multiprocessing import Pool
from random import uniform
from time import sleep


def task(number, seconds):
    sleep(seconds)
    print("task", number, "is done", flush=True)


if __name__ == "__main__":
    with Pool(3) as pool:
        for number in range(1, 11):
            pool.apply(task, (number, uniform(0.05, 0.15)))
        pool.close()
        pool.join()
    print("parent: all ten are done")
