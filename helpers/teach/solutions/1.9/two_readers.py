from multiprocessing import Process, Queue
from time import sleep


def read(q):
    while True:
        number = q.get()
        if number is None:
            break
        sleep(0.05)
        print(number)


if __name__ == "__main__":
    q = Queue()
    readers = [Process(target=read, args=(q,)), Process(target=read, args=(q,))]
    for reader in readers:
        reader.start()
    for number in range(1, 11):
        q.put(number)
    for reader in readers:
        q.put(None)
    for reader in readers:
        reader.join()
