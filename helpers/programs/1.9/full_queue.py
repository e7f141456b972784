from multiprocessing import Process, Queue
from time import sleep


def write(q):
    for number in [1, 2, 3, 4, 5, 6]:
        q.put(number)
        print("put", number)
    q.put(None)


def read(q):
    numbers = []
    while True:
        sleep(0.1)
        print("taking one out")
        number = q.get()
        if number is None:
            break
        numbers.append(number)
    print("got", numbers)


if __name__ == "__main__":
    q = Queue(2)
    writer = Process(target=write, args=(q,))
    writer.start()
    read(q)
    writer.join()
