from multiprocessing import Pool
from time import sleep


def square(number):
    sleep(0.8 if number == 1 else 0.2)
    return number * number


if __name__ == "__main__":
    with Pool(2) as pool:
        for result in pool.imap(square, [1, 2, 3, 4]):
            print("imap:", result)
        for result in pool.imap_unordered(square, [1, 2, 3, 4]):
            print("imap_unordered:", result)
