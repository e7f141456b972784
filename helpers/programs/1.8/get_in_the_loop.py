# A mistake: get() in the loop that hands the tasks over. It waits before it hands over the next.
from multiprocessing import Pool
from time import monotonic, sleep


def task(number):
    sleep(0.1)
    return number


if __name__ == "__main__":
    with Pool(3) as pool:
        pool.map(task, [1, 2, 3])       # now all workers are up
        start = monotonic()
        for number in range(6):
            promise = pool.apply_async(task, (number,))
            promise.get()               # belongs in a loop of its own, after this one
        print("six tasks of 0.1 s, one after the other, would take 0.6 s")
        print("they took", round(monotonic() - start, 1), "s")
        pool.close()
        pool.join()
