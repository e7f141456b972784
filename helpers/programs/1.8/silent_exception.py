# A mistake: nobody asks for the result, so nobody hears of the exception.
from multiprocessing import Pool
from time import sleep


def task(number):
    sleep(0.05)
    print("task", number, "divides")
    print(10 / number)


if __name__ == "__main__":
    with Pool(2) as pool:
        pool.apply_async(task, (5,))
        pool.apply_async(task, (0,))        # .get() would raise ZeroDivisionError
        pool.close()
        pool.join()
    print("parent: no error seen")
