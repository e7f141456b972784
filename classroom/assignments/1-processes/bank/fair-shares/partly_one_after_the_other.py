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


found = 0
for child in range(CHILDREN):
    read_end, write_end = os.pipe()
    if os.fork() == 0:
        os.write(write_end, str(count(range(child, LIMIT, CHILDREN))).encode())
        os._exit(0)
    os.wait()
    found = found + int(os.read(read_end, 100))
print(found, "numbers are abundant")
