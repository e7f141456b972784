# A mistake: to think that leaving the with block waits. It terminates the workers.
from multiprocessing import Pool
from time import sleep


def task(number, seconds):
    sleep(seconds)
    print("task", number, "is done")


if __name__ == "__main__":
    with Pool(3) as pool:
        first = pool.apply_async(task, (1, 0.2))
        for number in range(2, 7):
            pool.apply_async(task, (number, 1))
        first.get()
        # pool.close() and pool.join() are missing here
    print("parent: the with block is left")
