from time import monotonic, process_time, sleep


def work():
    for number in range(5_000_000):
        pass
    sleep(0.5)


start, cpu_start = monotonic(), process_time()
work()
print("monotonic says", round(monotonic() - start, 2), "seconds")
print("process_time says", round(process_time() - cpu_start, 2), "seconds")
