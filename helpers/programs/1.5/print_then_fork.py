import os
from time import sleep


def before():
    print("before the fork")
    sleep(0.1)


def after():
    print("after the fork")
    sleep(0.1)


before()
os.fork()
after()
