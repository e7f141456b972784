# Two functions are defined here, and neither is ever called.
from time import sleep


def sing():
    print("singing")
    sleep(0.3)


def dance():
    print("dancing")
    sleep(0.3)


sing        # a function's name, without brackets: nothing runs
print("the show is over")
