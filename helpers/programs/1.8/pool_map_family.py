# Six tasks, given to a pool in five ways. The first task takes longest.
from multiprocessing import Pool
from time import sleep


def square(number):
    if number == 1:
        sleep(0.15)
    sleep(0.02)
    return number * number


def power(number, exponent):
    sleep(0.02)
    return number ** exponent


if __name__ == "__main__":
    numbers = [1, 2, 3, 4, 5, 6]
    with Pool(3) as pool:
        print("map:", pool.map(square, numbers))
        print("map, in chunks of two:", pool.map(square, numbers, chunksize=2))
        print("starmap:", pool.starmap(power, [(2, 3), (3, 2), (10, 3)]))
        print("imap:", list(pool.imap(square, numbers)))                        # in order
        print("imap_unordered:", list(pool.imap_unordered(square, numbers)))    # as they finish
        promise = pool.map_async(square, numbers)
        print("map_async:", promise.get())
        pool.close()
        pool.join()
