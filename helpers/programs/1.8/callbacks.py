from multiprocessing import Pool
from time import sleep


def divide(a, b):
    sleep(0.2)
    return a / b


def has_result(result):
    print("result:", result)


def has_failed(error):
    print("error:", error)


if __name__ == "__main__":
    with Pool(1) as pool:
        for b in [3, 0]:
            pool.apply_async(divide, (6, b), callback=has_result, error_callback=has_failed)
        pool.close()
        pool.join()
