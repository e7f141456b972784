import queue
from multiprocessing import Pool, Queue


def write(q):
    q.put("A")
    print("worker: put A into the queue")


if __name__ == "__main__":
    q = Queue()
    with Pool(2) as pool:
        pool.apply_async(write, (q,))
        pool.close()
        pool.join()
    print("parent: the pool has ended")
    try:
        print("parent: got", q.get(timeout=0.5))
    except queue.Empty:
        print("parent: the queue is empty")
