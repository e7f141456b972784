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
    with Pool(int(sys.argv[1])) as pool:
        for path in sorted(Path().glob("*.txt")):
            pool.apply_async(count, path)
        pool.close()
        pool.join()
