import os
import sys

LIMIT, CHILDREN = int(sys.argv[1]), 3


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


ends = []
for child in range(CHILDREN):
    read_end, write_end = os.pipe()
    if os.fork() == 0:
        share = range(child, LIMIT, CHILDREN)
        os.write(write_end, str(count(share)).encode())
        os._exit(0)
    os.close(write_end)
    ends.append(read_end)

found = 0
for read_end in ends:
    found = found + int(os.read(read_end, 100))
for child in range(CHILDREN):
    os.wait()
print(found, "numbers are abundant")
