# A mistake: to join a child before its queue has been read. Each waits for the other.
# This program never ends by itself.
from multiprocessing import Process, Queue

BIG = 1_000_000     # more than fits into a pipe (64 KiB on Linux)


def write(q):
    q.put("x" * BIG)
    print("child: put it into the queue", flush=True)
    # before it ends, the child's helper thread has to get it into the pipe


def wait_for_child(process):
    process.join()


if __name__ == "__main__":
    q = Queue()
    process = Process(target=write, args=(q,))
    process.start()
    wait_for_child(process)     # these two lines the other way round, and all is well
    print("parent: got", len(q.get()), "letters")
