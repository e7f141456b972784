from multiprocessing import get_context
from time import sleep


def task():
    print("working")
    sleep(0.1)


spawn = get_context("spawn")
process = spawn.Process(target=task)
process.start()
process.join()
print("exitcode:", process.exitcode)
