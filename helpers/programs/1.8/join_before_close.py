from multiprocessing import Pool
from time import sleep


def task(number):
    sleep(0.1)


if __name__ == "__main__":
    with Pool(2) as pool:
        pool.apply_async(task, (1,))
        pool.join()
