# What happens in += 1, one step at a time, in two processes at once.
from multiprocessing import Barrier, Process, Value


def add_one(counter, both_have_read):
    seen = counter.value            # read
    both_have_read.wait()           # a barrier: each waits here until both have come
    counter.value = seen + 1        # add and write
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
