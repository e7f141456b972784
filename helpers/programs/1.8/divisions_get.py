from multiprocessing import Pool
from time import sleep


def divide(a, b):
    sleep(0.2)
    return a / b


if __name__ == "__main__":
    with Pool(1) as pool:
        first = pool.apply_async(divide, (6, 0))
        second = pool.apply_async(divide, (6, 3))
        print("second:", second.get())
        print("first:", first.get())
