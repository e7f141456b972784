import os


def task(number):
    for step in range(100_000):
        pass
    print("task", number, flush=True)
    os._exit(0)


for number in [1, 2, 3]:
    if os.fork() == 0:
        task(number)
for number in [1, 2, 3]:
    os.wait()
