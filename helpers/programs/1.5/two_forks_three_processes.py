# "Two forks make two children: three processes." Each one writes a letter; count them.
import os
from time import sleep


def be_there():
    os.write(paper, b"x")
    sleep(0.1)


def count():
    os.close(paper)         # when all have closed it, there is nothing more to read
    letters = b""
    while True:
        more = os.read(read_end, 100)
        if more == b"":
            return len(letters)
        letters = letters + more


read_end, paper = os.pipe()
first = os.getpid()
os.fork()
os.fork()
be_there()
if os.getpid() == first:
    print("processes:", count())
