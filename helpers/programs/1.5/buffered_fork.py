# One line before the fork. When the output goes to a pipe or a file, it comes out twice.
import os
from time import sleep


def before():
    print("before the fork")    # into a pipe, print keeps its text until there is more of it
    sleep(0.1)


def after():
    print("after the fork")
    sleep(0.1)


before()
os.fork()       # what print still keeps is copied, like all other memory
after()
