# Parent and child both have a little to do first. Which of them is the first to write?
import os
from random import random
from time import sleep


def work_a_little():
    sleep(random() / 500)       # between 0 and 2 milliseconds


pid = os.fork()
work_a_little()
if pid == 0:
    print("child")
else:
    print("parent")
    os.wait()
