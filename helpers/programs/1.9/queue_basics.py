import queue
from multiprocessing import Queue


def size(q):
    try:
        return q.qsize()
    except NotImplementedError:     # macOS can't tell
        return "unknown"


def fill(q):
    for item in ["first", "second", "third"]:
        q.put(item)
    print("full:", q.full(), "size:", size(q))
    try:
        q.put("fourth", timeout=0.1)
    except queue.Full:
        print("put with a timeout: Full")
    try:
        q.put_nowait("fourth")
    except queue.Full:
        print("put_nowait: Full")


def drain(q):
    for number in range(3):
        print("get:", q.get())
    print("empty:", q.empty(), "size:", size(q))
    try:
        q.get(timeout=0.1)
    except queue.Empty:
        print("get with a timeout: Empty")
    try:
        q.get_nowait()
    except queue.Empty:
        print("get_nowait: Empty")


if __name__ == "__main__":
    q = Queue(3)
    fill(q)
    drain(q)
