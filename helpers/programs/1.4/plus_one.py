from multiprocessing import Barrier, Process, Value

TIMES = 200_000


def count(counter, start_line):
    start_line.wait()
    for number in range(TIMES):
        counter.value += 1


if __name__ == "__main__":
    counter = Value("i", 0)
    start_line = Barrier(2)
    one = Process(target=count, args=(counter, start_line))
    other = Process(target=count, args=(counter, start_line))
    one.start()
    other.start()
    one.join()
    other.join()
    print("both have counted, and the counter is", counter.value)
