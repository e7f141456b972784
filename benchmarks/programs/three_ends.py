"""Thirty children that call a function a hundred times each: ten return, ten `_exit`, ten kill themselves.

The names of the functions tell in a record which children it is about.
"""

import os
import signal
import time
from multiprocessing import get_context


def step_returned():
    pass


def step_exited():
    pass


def step_killed():
    pass


def return_at_the_end():
    for _ in range(100):
        step_returned()


def exit_at_once():
    for _ in range(100):
        step_exited()
    os._exit(0)


def kill_yourself():
    for _ in range(100):
        step_killed()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    began = time.perf_counter_ns()
    for target in (return_at_the_end, exit_at_once, kill_yourself):
        for _ in range(10):
            child = get_context("fork").Process(target=target)
            child.start()
            child.join()
    print(f"worked from {began} to {time.perf_counter_ns()} ns")
