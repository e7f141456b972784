# A queue for pool workers has to be a manager's. The manager is one more process.
from multiprocessing import Manager, Pool
from time import sleep


def write(q, items):
    for item in items:
        q.put(item)
        sleep(0.02)
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
        writer = pool.apply_async(write, (q, ["A", "B", "C", "D"]))
        reader = pool.apply_async(read, (q,))
        writer.get()
        print("the reader got", reader.get())
        pool.close()
        pool.join()
