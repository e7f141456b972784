import os
from random import randrange

def draw():
    number = randrange(1_000, 1_000_000)
    print("child: I drew", number, flush=True)
    return number

read_end, write_end = os.pipe()
if os.fork() == 0:
    os.close(read_end)
    os.write(write_end, str(draw()).encode())
    os._exit(0)
os.close(write_end)
number = int(os.read(read_end, 100))
os.wait()
print("parent: my child drew", number)
