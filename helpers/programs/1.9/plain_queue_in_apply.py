from multiprocessing import Pool, Queue


def write(q):
    q.put("A")


if __name__ == "__main__":
    q = Queue()
    with Pool(2) as pool:
        pool.apply(write, (q,))
