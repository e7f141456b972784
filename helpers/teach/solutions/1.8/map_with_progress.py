from multiprocessing import Pool
from time import sleep


def work(number):
    sleep(0.05 + number % 3 / 20)
    return number * number


if __name__ == "__main__":
    results = []
    with Pool(3) as pool:
        for result in pool.imap(work, range(1, 13)):
            results.append(result)
            bar = "#" * len(results)
            print(f"\r[{bar:12}] {len(results)} of 12", end="", flush=True)
    print()
    print(results)
