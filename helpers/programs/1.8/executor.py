from concurrent.futures import ProcessPoolExecutor
from time import sleep


def square(number):
    sleep(0.2)
    return number * number


if __name__ == "__main__":
    with ProcessPoolExecutor(3) as executor:
        futures = [executor.submit(square, number) for number in [1, 2, 3, 4, 5, 6]]
        print("parent: all six are handed over")
    print("parent: the block is left")
    print("results:", [future.result() for future in futures])
