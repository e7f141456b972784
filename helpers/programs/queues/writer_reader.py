# One process writes into a queue, another reads from it. None says that nothing more will come.
from multiprocessing import Process, Queue
from time import sleep


def write(q):
    for item in ["A", "B", "C", "D"]:
        print("writer: putting", item)
        q.put(item)
        sleep(0.05)
    q.put(None)         # the sentinel


def read(q):
    while True:
        item = q.get()      # waits until there is one
        if item is None:
            break
        print("reader: got", item)
    print("reader: that was all")


if __name__ == "__main__":
    q = Queue()
    writer = Process(target=write, args=(q,))
    reader = Process(target=read, args=(q,))
    writer.start()
    reader.start()
    writer.join()
    reader.join()
