from multiprocessing import Process, Queue
from time import sleep


def read(outbox):
    for number in range(1, 11):
        sleep(0.05)
        outbox.put(number)
    outbox.put(None)


def square(number):
    sleep(0.05)
    return number * number


def transform(inbox, outbox):
    while True:
        number = inbox.get()
        if number is None:
            break
        outbox.put(square(number))
    outbox.put(None)


def write(inbox):
    while True:
        number = inbox.get()
        if number is None:
            break
        print(number)


if __name__ == "__main__":
    first, second = Queue(), Queue()
    stages = [
        Process(target=read, args=(first,)),
        Process(target=transform, args=(first, second)),
        Process(target=write, args=(second,)),
    ]
    for stage in stages:
        stage.start()
    for stage in stages:
        stage.join()
