from multiprocessing import Process, Queue
from time import sleep


def write(q):
    for item in ["A", "B", "C"]:
        sleep(0.3)
        q.put(item)
    print("writer: all three are in the queue")


def read(q):
    items = []
    while not q.empty():
        items.append(q.get())
    print("reader: I got", items)


if __name__ == "__main__":
    q = Queue()
    writer = Process(target=write, args=(q,))
    writer.start()
    read(q)
    writer.join()
