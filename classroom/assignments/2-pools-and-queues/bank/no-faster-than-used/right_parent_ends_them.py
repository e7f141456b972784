import sys
import time
from multiprocessing import Process, Queue


def make(number):
    """Make a thing, which takes no time to speak of."""
    print("made", number, flush=True)
    return number


def use(thing):
    """Use a thing, which takes a while."""
    time.sleep(0.05)
    print("used", thing, flush=True)


def produce(queue, things, consumers):
    for number in range(1, things + 1):
        queue.put(make(number))


def consume(queue):
    while True:
        thing = queue.get()
        if thing is None:
            break
        use(thing)


if __name__ == "__main__":
    things, room, consumers = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    queue = Queue(room)
    processes = [Process(target=produce, args=(queue, things, consumers))]
    for consumer in range(consumers):
        processes.append(Process(target=consume, args=(queue,)))
    for process in processes:
        process.start()
    processes[0].join()
    for consumer in range(consumers):
        queue.put(None)
    for process in processes:
        process.join()
