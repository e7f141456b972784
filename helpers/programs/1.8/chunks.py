from multiprocessing import Pool
from time import sleep


def square(number):
    sleep(1 if number == 1 else 0.1)
    return number * number


if __name__ == "__main__":
    with Pool(3) as pool:
        print("in chunks of two:", pool.map(square, [1, 2, 3, 4, 5, 6], chunksize=2))
