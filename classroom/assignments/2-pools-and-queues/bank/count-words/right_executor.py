import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


def count(path):
    """How many words are in this file. Raises UnicodeDecodeError if it is no text."""
    time.sleep(0.1)  # the disk is slow
    print("counted", path.name, flush=True)
    return len(path.read_text(encoding="utf-8").split())


if __name__ == "__main__":
    total = 0
    with ProcessPoolExecutor(int(sys.argv[1])) as pool:
        futures = {path: pool.submit(count, path) for path in sorted(Path(".").glob("*.txt"))}
        for path, future in futures.items():
            if future.exception() is None:
                print(path.name, future.result())
                total += future.result()
            else:
                print(path.name, "unreadable")
    print("total", total)
