# python naive_copy.py SOURCE TARGET
import os
import sys
from multiprocessing import Manager, Pool


def copy_file(name, source, target, q):
    with open(os.path.join(source, name)) as file:
        content = file.read()
    with open(os.path.join(target, name), "w") as file:
        file.write(content)
    q.put(name)


def copy_folder(source, target):
    names = os.listdir(source)
    os.mkdir(target)
    with Manager() as manager, Pool(3) as pool:
        q = manager.Queue()
        for name in names:
            pool.apply_async(copy_file, (name, source, target, q))
        copied = 0
        while True:
            q.get()
            copied = copied + 1
            print(copied, "of", len(names), "files")
            if copied == len(names):
                break


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say what to copy, and where to: python naive_copy.py SOURCE TARGET")
    copy_folder(sys.argv[1], sys.argv[2])
