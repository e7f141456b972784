from multiprocessing import Queue


def count(q):
    return q.size()


if __name__ == "__main__":
    q = Queue()
    print("size:", count(q))
