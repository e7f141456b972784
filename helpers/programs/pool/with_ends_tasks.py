# A mistake: to think that leaving the with block waits. It terminates the workers.
from multiprocessing import Pool
from time import sleep


def task(number):
    sleep(0.5)
    print("task", number, "is done", flush=True)


if __name__ == "__main__":
    with Pool(3) as pool:
        for number in range(1, 7):
            pool.apply_async(task, (number,))
        # pool.close() and pool.join() are missing here
    print("parent: the with block is left")
