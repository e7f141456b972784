# A mistake: to join a child before its queue has been read. With much to say, each waits for the other.
# python join_before_get.py LETTERS
import sys
from multiprocessing import Process, Queue


def write(q, letters):
    q.put("x" * letters)
    print("child: put it into the queue")
    # before it ends, the child's helper thread has to get it into the pipe


def wait_for_child(process):
    process.join()


if __name__ == "__main__":
    q = Queue()
    process = Process(target=write, args=(q, int(sys.argv[1])))
    process.start()
    wait_for_child(process)     # these two lines the other way round, and all is well
    print("parent: got", len(q.get()), "letters")
