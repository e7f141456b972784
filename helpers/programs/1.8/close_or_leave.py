import sys
from multiprocessing import Pool
from time import sleep


def task(number, seconds):
    sleep(seconds)
    print("task", number, "is done", flush=True)


if __name__ == "__main__":
    with Pool(2) as pool:
        first = pool.apply_async(task, (1, 0.4))
        for number in [2, 3, 4]:
            pool.apply_async(task, (number, 0.7))
        first.get()
        if sys.argv[1] == "close":
            pool.close()
            pool.join()
    print("parent: the block is left")
