import sys

WORKERS, LIMIT = map(int, sys.argv[1:] or (3, 60_000))
print("the sum is", sum(number * number for number in range(LIMIT)))
