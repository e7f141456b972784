# A mistake: no join, so the parent reads the file before the child has written it.
import os
from multiprocessing import Process
from tempfile import TemporaryDirectory
from time import sleep


def write(path):
    sleep(0.3)
    with open(path, "w") as file:
        file.write("the result")
    print("child: written", flush=True)


def read(path):
    with open(path) as file:
        print("parent: read", file.read())


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        path = os.path.join(folder, "result.txt")
        process = Process(target=write, args=(path,))
        process.start()
        # process.join() is missing here
        try:
            read(path)
        finally:
            process.join()      # keep the folder until the child is done with it
