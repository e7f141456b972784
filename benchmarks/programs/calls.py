"""Calls of a function that does nothing: calls.py NUMBER."""

import sys
import time


def step():
    pass


number = int(sys.argv[1])
began = time.perf_counter_ns()
for _ in range(number):
    step()
print(f"worked from {began} to {time.perf_counter_ns()} ns")
