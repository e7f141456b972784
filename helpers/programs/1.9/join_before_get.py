import sys
from multiprocessing import Process, Queue


def write(q, letters):
    q.put("x" * letters)
    print("child: put it into the queue")


def wait_for(child):
    child.join()


if __name__ == "__main__":
    q = Queue()
    child = Process(target=write, args=(q, int(sys.argv[1])))
    child.start()
    wait_for(child)
    print("parent: got", len(q.get()), "letters")
