from multiprocessing import Process, Value

TIMES = 20_000


def count(counter):
    for number in range(TIMES):
        with counter.get_lock():
            counter.value += 1


if __name__ == "__main__":
    counter = Value("i", 0)         # "i": a whole number
    one = Process(target=count, args=(counter,))
    other = Process(target=count, args=(counter,))
    one.start()
    other.start()
    one.join()
    other.join()
    print("both have counted, and the counter is", counter.value)
