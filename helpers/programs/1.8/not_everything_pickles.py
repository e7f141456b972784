# "Anything can be sent to a worker, and back." Only what can be pickled.
from multiprocessing import Pool
from time import sleep


def make_function(number):
    sleep(0.05)
    return lambda: number       # a function without a name can't be sent back


if __name__ == "__main__":
    with Pool(2) as pool:
        promise = pool.apply_async(make_function, (1,))
        print(promise.get())
