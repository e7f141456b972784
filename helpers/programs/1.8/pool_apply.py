from multiprocessing import Pool
from time import sleep


def task(number, seconds):
    sleep(seconds)
    print("task", number, "is done")


if __name__ == "__main__":
    lengths = [0.5, 0.2, 0.3, 0.1, 0.2, 0.1, 0.3, 0.1, 0.2, 0.2]
    with Pool(3) as pool:
        for number, seconds in enumerate(lengths, start=1):
            pool.apply(task, (number, seconds))
        print("parent: all ten are handed over")
        pool.close()
        pool.join()
    print("parent: all ten are done")
