import sys
import time
from multiprocessing import Pool
from pathlib import Path


def count(path):
    """How many words are in this file. Raises UnicodeDecodeError if it is no text."""
    time.sleep(0.1)  # the disk is slow
    print("counted", path.name, flush=True)
    return len(path.read_text(encoding="utf-8").split())


if __name__ == "__main__":
    paths = sorted(path for path in Path.cwd().iterdir() if path.suffix == ".txt")
    total = 0
    with Pool(int(sys.argv[1])) as pool:
        promises = [(path.name, pool.apply_async(count, [path])) for path in paths]
        for name, promise in promises:
            try:
                words = promise.get()
            except UnicodeDecodeError:
                print(name, "unreadable")
                continue
            print(name, words)
            total += words
        print("total", total)
