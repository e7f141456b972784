# A mistake: join before close. A pool that may still get tasks can't be waited for.
from multiprocessing import Pool
from time import sleep


def task(number):
    sleep(0.1)


if __name__ == "__main__":
    with Pool(2) as pool:
        pool.apply_async(task, (1,))
        pool.join()
