from multiprocessing import Pool
from time import sleep


def divide(a, b):
    sleep(0.2)
    print(a, "divided by", b, "is", a / b)


if __name__ == "__main__":
    with Pool(1) as pool:
        pool.apply_async(divide, (6, 0))
        pool.apply_async(divide, (6, 3))
        pool.close()
        pool.join()
    print("parent: the pool is at its end")
