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


for child in range(CHILDREN):
    if os.fork() == 0:
        os._exit(count(range(child, LIMIT, CHILDREN)) % 256)
found = 0
for child in range(CHILDREN):
    pid, status = os.wait()
    found = found + os.waitstatus_to_exitcode(status)
print(found, "numbers are abundant")
