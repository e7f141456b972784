from multiprocessing import Barrier, Process, Value


def add_one(counter, both_have_read):
    seen = counter.value
    both_have_read.wait()
    counter.value = seen + 1
    print("I read", seen, "and wrote", seen + 1)


if __name__ == "__main__":
    counter = Value("i", 0)
    both_have_read = Barrier(2)
    one = Process(target=add_one, args=(counter, both_have_read))
    other = Process(target=add_one, args=(counter, both_have_read))
    one.start()
    other.start()
    one.join()
    other.join()
    print("two have added one, and the counter is", counter.value)
