# A mistake: the same with apply_async, and nobody asks for the result: not a word.
import queue
from multiprocessing import Pool, Queue


def write(q):
    q.put("A")
    print("writer: done")


if __name__ == "__main__":
    q = Queue()
    with Pool(2) as pool:
        pool.apply_async(write, (q,))
        pool.close()
        pool.join()
    print("parent: the pool has done all its tasks")
    try:
        print("parent: got", q.get(timeout=0.2))
    except queue.Empty:
        print("parent: the queue is empty")
