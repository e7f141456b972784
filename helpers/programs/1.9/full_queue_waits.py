# A fast writer and a slow reader: when the queue is full, the writer waits in put.
from multiprocessing import Process, Queue
from time import sleep


def write(q):
    for number in [1, 2, 3, 4, 5, 6]:
        q.put(number)       # no time-out: waits until there is room
        print("writer: put", number)
    q.put(None)


def read(q):
    while True:
        sleep(0.1)
        number = q.get()
        if number is None:
            break
        print("reader: got", number)


if __name__ == "__main__":
    q = Queue(2)
    writer = Process(target=write, args=(q,))
    writer.start()
    read(q)
    writer.join()
