from multiprocessing import Pool, Queue
from time import sleep


def prepare(queue):
    global reports
    reports = queue


def task(number):
    sleep(0.2)
    reports.put(number)


if __name__ == "__main__":
    queue = Queue()
    with Pool(2, initializer=prepare, initargs=(queue,)) as pool:
        for number in [1, 2, 3, 4]:
            pool.apply_async(task, (number,))
        for place in range(4):
            print("report of task", queue.get())
        pool.close()
        pool.join()
