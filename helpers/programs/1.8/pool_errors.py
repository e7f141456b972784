# What becomes of a result, and of an exception in a task.
import os
from multiprocessing import Pool
from time import sleep

main = os.getpid()


def divide(a, b):
    sleep(0.1)
    return a / b


def show_result(result):
    print("callback:", result, "in the parent:", os.getpid() == main)


def show_error(error):
    print("error_callback:", repr(error), "in the parent:", os.getpid() == main)


if __name__ == "__main__":
    with Pool(2) as pool:
        good = pool.apply_async(divide, (6,), {"b": 3}, callback=show_result)
        good.wait()
        bad = pool.apply_async(divide, (6,), {"b": 0}, error_callback=show_error)
        bad.wait()
        print("successful:", good.successful(), bad.successful())
        try:
            print("result:", good.get())
            print("result:", bad.get())         # raises here what the task raised there
        except ZeroDivisionError as error:
            print("caught:", error)
        pool.close()
        pool.join()
