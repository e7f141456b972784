# A mistake: Queue.Empty. The exceptions Empty and Full are in the module queue.
from multiprocessing import Queue


def read(q):
    try:
        return q.get(timeout=0.1)
    except Queue.Empty:         # queue.Empty was meant, after "import queue"
        return "nothing there"


if __name__ == "__main__":
    q = Queue()
    print("reader:", read(q))
