# A Value lives in memory which both processes use. Adding to it safely needs its lock.
from multiprocessing import Process, Value

TIMES = 20_000


def count_with_lock(counter):
    for number in range(TIMES):
        with counter.get_lock():        # only one process at a time goes on from here
            counter.value += 1


def count_without_lock(counter):
    for number in range(TIMES):
        counter.value += 1              # read, add, write: the other can come in between


def count_with_two(target):
    counter = Value("i", 0)
    processes = [Process(target=target, args=(counter,)), Process(target=target, args=(counter,))]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value


if __name__ == "__main__":
    print("expected:", 2 * TIMES)
    print("with the lock:", count_with_two(count_with_lock))
    print("without it:", count_with_two(count_without_lock))
