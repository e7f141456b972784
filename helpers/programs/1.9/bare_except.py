from multiprocessing import Queue


def take_from(q):
    try:
        return q.get(timout=5)
    except:
        return "nothing there"


if __name__ == "__main__":
    q = Queue()
    q.put("A")
    print("reader:", take_from(q))
