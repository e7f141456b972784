"""A loop in pure Python without a call: five million additions."""

import time


def add_up():
    total = 0
    for number in range(5_000_000):
        total += number
    return total


began = time.perf_counter_ns()
add_up()
print(f"worked from {began} to {time.perf_counter_ns()} ns")
