from multiprocessing import Pipe, Process
from time import sleep


def read(end):
    sleep(0.3)
    print("child: got", len(end.recv()), "letters")


def write(end):
    end.send("x" * 1_000_000)
    print("parent: sent")


if __name__ == "__main__":
    our_end, child_end = Pipe()
    child = Process(target=read, args=(child_end,))
    child.start()
    write(our_end)
    child.join()
