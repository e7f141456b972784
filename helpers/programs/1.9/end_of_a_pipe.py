import sys
from multiprocessing import Pipe, get_context


def read(end, other_end):
    if sys.argv[1] == "close":
        other_end.close()
    try:
        while True:
            print("child: got", end.recv())
    except EOFError:
        print("child: that was all")


if __name__ == "__main__":
    our_end, child_end = Pipe()
    child = get_context("fork").Process(target=read, args=(child_end, our_end))
    child.start()
    our_end.send("A")
    our_end.send("B")
    our_end.close()
    child.join()
