import os
from random import randrange

def add_up(some):
    result = 0
    for number in some:
        result = result + number
    print("my half is", result, flush=True)
    return result

def start(half):
    read_end, write_end = os.pipe()
    if os.fork() == 0:
        os.close(read_end)
        os.write(write_end, str(add_up(half)).encode())
        os._exit(0)
    os.close(write_end)
    return read_end

first = randrange(1_000)
numbers = list(range(first, first + 200_000))
one = start(numbers[:100_000])
other = start(numbers[100_000:])
total = int(os.read(one, 100)) + int(os.read(other, 100))
os.wait()
os.wait()
print("the total is", total)
