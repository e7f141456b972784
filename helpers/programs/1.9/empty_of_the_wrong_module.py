from multiprocessing import Queue


def read(q):
    try:
        return q.get(timeout=0.1)
    except Queue.Empty:
        return "nothing there"


if __name__ == "__main__":
    q = Queue()
    print("reader:", read(q))
