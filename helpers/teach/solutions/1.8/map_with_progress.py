from multiprocessing import Pool
from time import sleep


def work(number):
    sleep(0.1 + number % 3 / 10)
    return number * number


if __name__ == "__main__":
    results = []
    with Pool(3) as pool:
        promises = [pool.apply_async(work, (number,)) for number in range(1, 13)]
        for promise in promises:
            results.append(promise.get())
            print(len(results), "of 12")
    print(results)
