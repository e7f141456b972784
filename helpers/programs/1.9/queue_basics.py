# A queue with room for three.
import queue
from multiprocessing import Queue
from time import sleep


def show(moment, q):
    try:
        size = q.qsize()
    except NotImplementedError:     # macOS can't count
        size = "unknown"
    print(moment, "full:", q.full(), "empty:", q.empty(), "qsize:", size)


def fill(q):
    for item in ["first", "second", "third"]:
        q.put(item)
    while q.empty():                # a helper thread still has to put them into a pipe
        sleep(0.05)
    show("after three puts", q)
    try:
        q.put("fourth", timeout=0.1)        # waits so long, then raises
    except queue.Full:
        print("put with a time-out: Full")
    try:
        q.put_nowait("fourth")              # raises at once
    except queue.Full:
        print("put_nowait: Full")


def drain(q):
    for number in range(3):
        print("get:", q.get())      # first in, first out
    show("after three gets", q)
    try:
        q.get(timeout=0.1)
    except queue.Empty:
        print("get with a time-out: Empty")
    try:
        q.get_nowait()
    except queue.Empty:
        print("get_nowait: Empty")


if __name__ == "__main__":
    q = Queue(3)
    show("new", q)
    fill(q)
    drain(q)
