# A mistake: except without a name. It takes a slip of the pen for an empty queue.
from multiprocessing import Queue


def read(q):
    try:
        return q.get_nowiat()       # there is no such method, but nobody will hear of it
    except:
        return "nothing there"


if __name__ == "__main__":
    q = Queue()
    q.put("A")
    print("reader:", read(q))
