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


print(count(range(LIMIT)), "numbers are abundant")
