from multiprocessing import Pool
from time import perf_counter


def square(number):
    return number * number


if __name__ == "__main__":
    numbers = range(1000)
    with Pool(2) as pool:
        pool.map(square, numbers)
        start = perf_counter()
        first = [square(number) for number in numbers]
        middle = perf_counter()
        second = pool.map(square, numbers, chunksize=1)
        end = perf_counter()
    print("alone:", round((middle - start) * 1_000_000), "microseconds")
    print("with the pool:", round((end - middle) * 1_000_000), "microseconds")
    print("the same squares:", first == second)
