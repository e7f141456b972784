from multiprocessing import Manager, Pool
from time import sleep


def write(q):
    for item in ["A", "B", "C", "D"]:
        sleep(0.05)
        q.put(item)
    q.put(None)


def read(q):
    items = []
    while True:
        item = q.get()
        if item is None:
            return items
        items.append(item)


if __name__ == "__main__":
    with Manager() as manager, Pool(2) as pool:
        q = manager.Queue(1)
        pool.apply_async(write, (q,))
        result = pool.apply_async(read, (q,))
        print("the reader got", result.get())
        pool.close()
        pool.join()
