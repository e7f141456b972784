from multiprocessing import Process

def count(steps):
    for number in range(steps):
        pass

if __name__ == "__main__":
    first = Process(target=count, args=(6_000_000,))
    second = Process(target=count, args=(6_000_000,))
    first.start()
    second.start()
    first.join()
    second.join()
