from multiprocessing import Pool
from time import sleep


def square(number):
    sleep(0.8 if number == 1 else 0.2)
    return number * number


if __name__ == "__main__":
    with Pool(3) as pool:
        promise = pool.apply_async(square, (7,))
        print("parent: handed over")
        print("parent: get returned", promise.get())
        print("parent: map returned", pool.map(square, [1, 2, 3, 4, 5, 6]))
        pool.close()
        pool.join()
