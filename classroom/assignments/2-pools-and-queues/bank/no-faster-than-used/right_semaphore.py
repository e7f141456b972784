import sys
import time
from multiprocessing import Process, Queue, Semaphore


def make(number):
    """Make a thing, which takes no time to speak of."""
    print("made", number, flush=True)
    return number


def use(thing):
    """Use a thing, which takes a while."""
    time.sleep(0.05)
    print("used", thing, flush=True)


def produce(queue, room, things, consumers):
    for number in range(1, things + 1):
        thing = make(number)
        room.acquire()
        queue.put(thing)
    for consumer in range(consumers):
        queue.put(None)


def consume(queue, room):
    while True:
        thing = queue.get()
        if thing is None:
            break
        room.release()
        use(thing)


if __name__ == "__main__":
    things, room, consumers = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    queue = Queue()
    room = Semaphore(room)
    processes = [Process(target=produce, args=(queue, room, things, consumers))]
    for consumer in range(consumers):
        processes.append(Process(target=consume, args=(queue, room)))
    for process in processes:
        process.start()
    for process in processes:
        process.join()
