# A mistake: no if __name__ == "__main__". A spawned child reads this file, and comes to start() too.
import multiprocessing
from time import sleep


def task():
    print("working")
    sleep(0.1)


spawn = multiprocessing.get_context("spawn")        # as on Windows and macOS
process = spawn.Process(target=task)
process.start()
process.join()
print("exit code:", process.exitcode)
