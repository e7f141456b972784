"""A program made to order: forks the tree that a JSON file describes, and keeps a log of its own of what it did.

    python process_tree.py TREE.json LOG

A node is {"name", "children", "threads", "ms", "waits", "ends"}: it runs so many threads, writes its name, forks its
children, sleeps, waits for them or leaves them orphans, and ends with an exit status, or by a signal if "ends"
is negative. The log is what the recording is compared with (test_trees.py).
"""

import json
import os
import sys
import threading
import time


def note(*words):
    os.write(log, (" ".join(map(str, words)) + "\n").encode())


def run_threads(how_many):
    threads = [threading.Thread(target=time.sleep, args=(0.005,)) for _ in range(how_many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()  # before a fork: none may run then


def live(node):
    note("born", os.getpid(), os.getppid(), node["name"])
    run_threads(node["threads"])
    print(node["name"], flush=True)
    for child in node["children"]:
        pid = os.fork()
        if pid == 0:
            live(child)
        note("forked", os.getpid(), pid)
    time.sleep(node["ms"] / 1000)
    if node["waits"]:
        for _ in node["children"]:
            os.wait()
    if node["ends"] < 0:
        os.kill(os.getpid(), -node["ends"])
        time.sleep(60)
    os._exit(node["ends"])


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        tree = json.load(file)
    log = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    live(tree)
