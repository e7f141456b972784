# "More processes are always faster." Not if handing a task over takes longer than doing it.
from multiprocessing import Pool
from time import monotonic


def square(number):
    return number * number


def alone(numbers):
    return [square(number) for number in numbers]


def with_pool(numbers):
    with Pool(2) as pool:
        return pool.map(square, numbers, chunksize=1)


if __name__ == "__main__":
    numbers = range(1000)
    start = monotonic()
    first = alone(numbers)
    middle = monotonic()
    second = with_pool(numbers)
    end = monotonic()
    print("the same results:", first == second)
    print("one process was faster:", middle - start < end - middle)
    print("the pool took", round((end - middle) / (middle - start)), "times as long")
