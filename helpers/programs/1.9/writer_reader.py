from multiprocessing import Process, Queue
from time import sleep


def read(q):
    while True:
        item = q.get()
        if item is None:
            break
        print("reader: got", item)
    print("reader: that was all")


def write(q):
    for item in ["A", "B", "C", "D"]:
        sleep(0.1)
        print("writer: putting", item)
        q.put(item)
    q.put(None)


if __name__ == "__main__":
    q = Queue()
    reader = Process(target=read, args=(q,))
    writer = Process(target=write, args=(q,))
    reader.start()
    writer.start()
    writer.join()
    reader.join()
