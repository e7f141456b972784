# One call of fork, and two processes go on from it. (Unix only: Windows has no fork.)
import os
from time import sleep


def before():
    print("before the fork", flush=True)
    sleep(0.1)


def after():
    print("after the fork")
    sleep(0.1)


before()
os.fork()
after()
