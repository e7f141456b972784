import os
import sys

LIMIT, CHILDREN = int(sys.argv[1]), int(sys.argv[2])


def count(numbers):
    """How many of these numbers are less than the sum of the numbers that divide them."""
    found = 0
    for number in numbers:
        total = 0
        for divisor in range(1, number):
            if number % divisor == 0:
                total = total + divisor
        if total > number:
            found = found + 1
    return found


read_end, write_end = os.pipe()
if os.fork() == 0:
    os.write(write_end, str(count(range(LIMIT))).encode())
    os._exit(0)
print(int(os.read(read_end, 100)), "numbers are abundant")
os.wait()
