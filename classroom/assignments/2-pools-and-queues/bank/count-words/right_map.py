import sys
import time
from multiprocessing import Pool
from pathlib import Path


def count(path):
    """How many words are in this file. Raises UnicodeDecodeError if it is no text."""
    time.sleep(0.1)  # the disk is slow
    print("counted", path.name, flush=True)
    return len(path.read_text(encoding="utf-8").split())


def count_if_text(path):
    try:
        return count(path)
    except UnicodeDecodeError:
        return None


if __name__ == "__main__":
    paths = sorted(Path().glob("*.txt"))
    with Pool(int(sys.argv[1])) as pool:
        counts = pool.map(count_if_text, paths, chunksize=1)
    total = 0
    for path, words in zip(paths, counts):
        if words is None:
            print(path.name, "unreadable")
        else:
            print(path.name, words)
            total = total + words
    print("total", total)
