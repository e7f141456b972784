from multiprocessing import Pool, Queue
from time import sleep


def remember(q):
    global reports
    reports = q


def work(number):
    sleep(0.1)
    reports.put(number)


if __name__ == "__main__":
    q = Queue()
    with Pool(3, initializer=remember, initargs=(q,)) as pool:
        pool.map_async(work, range(12))
        for count in range(1, 13):
            number = q.get()
            print("task", number, "is done:", count, "of 12")
        pool.close()
        pool.join()
