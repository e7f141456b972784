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


shares = [[] for child in range(CHILDREN)]
for place, number in enumerate(reversed(range(LIMIT))):
    shares[place % CHILDREN].append(number)

read_end, write_end = os.pipe()
for share in shares:
    if os.fork() == 0:
        os.write(write_end, f"{count(share)}\n".encode())
        os._exit(0)
os.close(write_end)
with open(read_end) as file:
    found = sum(int(line) for line in file)
for share in shares:
    os.wait()
print(found)
