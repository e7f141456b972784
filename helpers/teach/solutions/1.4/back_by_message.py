import os
from random import randrange


def draw():
    number = randrange(1_000, 1_000_000)
    print("child: I drew", number)
    return number


read_end, write_end = os.pipe()
if os.fork() == 0:
    os.write(write_end, str(draw()).encode())
    os._exit(0)
number = int(os.read(read_end, 100))
os.wait()
print("parent: my child drew", number)
