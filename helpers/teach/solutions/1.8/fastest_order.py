from multiprocessing import Pool
from time import sleep


def work(length):
    sleep(length / 10)


if __name__ == "__main__":
    with Pool(3) as pool:
        for length in sorted([1, 2, 3, 4, 5, 6], reverse=True):  # the longest first
            pool.apply_async(work, (length,))
        pool.close()
        pool.join()
