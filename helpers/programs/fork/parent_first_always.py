# "The parent always goes on first." Fork 200 times, twice over, and see who writes first.
import os
from random import random
from time import sleep


def nothing():
    pass


def a_little_work():
    sleep(random() / 500)       # 0 to 2 ms


def who_is_first(work):
    if os.fork() == 0:
        work()
        os.write(paper, b"c")
        os._exit(0)
    work()
    os.write(paper, b"p")
    os.wait()
    return os.read(read_end, 2)[:1]


def count_parents(work):
    parents = 0
    for number in range(200):
        if who_is_first(work) == b"p":
            parents = parents + 1
    return parents


read_end, paper = os.pipe()
print("nothing to do first: the parent won", count_parents(nothing), "of 200", flush=True)
print("a little work first: the parent won", count_parents(a_little_work), "of 200", flush=True)
