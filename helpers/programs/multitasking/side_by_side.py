# Two busy processes. With two CPUs or more, each can have one of its own.
from multiprocessing import Process
from time import process_time


def count(name):
    end = process_time() + 0.3      # 0.3 seconds on a CPU, however long that takes
    number = 0
    while process_time() < end:
        for step in range(10_000):      # look at the clock only now and then
            number = number + 1
    print(name, "is done", flush=True)


if __name__ == "__main__":
    processes = []
    for name in ["A", "B"]:
        process = Process(target=count, args=(name,))
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
    print("all are done")
