"""Sends one cell to a kernel of its own and prints what came back, as a line of JSON. See second_kernel.py.

The cell is done when the kernel says so: with a status message *idle*. A copy of the kernel that the cell has
forked says so too. So this waits for one such message from the kernel, and for one from each copy that is alive.

What a child wrote to the kernel's stderr arrives by a detour: the kernel reads it from a pipe, in a thread, and
passes it on. A mark at the end, written into the same pipe, tells when all of it has come.
"""

import json
import os
import queue
import subprocess
import sys
import time

import psutil
from jupyter_client.manager import KernelManager

DEADLINE_S = 40  # for each step: of a kernel that starts among many busy processes, ten were not enough
MARK = "-- all of it has come --"
WRITE_MARKS = f"import os; [os.write(stream, b'{MARK}\\n') for stream in (1, 2)]; None"


class Listener:
    """What the kernel has sent: texts by stream, and how often a request was reported as done."""

    def __init__(self, client):
        self.client = client
        self.text = {"stdout": "", "stderr": ""}
        self.finished = {}

    def listen(self, enough):
        """Take messages until `enough()`; False if that did not come in time."""
        end = time.monotonic() + DEADLINE_S
        while not enough():
            if time.monotonic() > end:
                return False
            try:
                self._take(self.client.get_iopub_msg(timeout=0.1))
            except queue.Empty:
                pass
        return True

    def _take(self, message):
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            self.text[content["name"]] += content["text"]
        elif kind == "error":
            self.text["stderr"] += f"{content['ename']}: {content['evalue']}\n"
        elif kind == "status" and content["execution_state"] == "idle":
            request = message["parent_header"].get("msg_id")
            self.finished[request] = self.finished.get(request, 0) + 1


def copies(kernel):
    """How many descendants of the kernel were made by a fork alone: their command line is the kernel's."""
    alive = (child for child in kernel.children(recursive=True) if child.status() != psutil.STATUS_ZOMBIE)
    return sum(child.cmdline() == kernel.cmdline() for child in alive)


def ask(manager, client, cell):
    """Run the cell and return what is to be told of it."""
    kernel, heard = psutil.Process(manager.provisioner.pid), Listener(client)
    request = client.execute(cell)
    heard.listen(lambda: heard.finished.get(request, 0) >= 1)
    heard.listen(lambda: heard.finished[request] >= 1 + copies(kernel))
    still_there = copies(kernel)
    client.execute(WRITE_MARKS, silent=True)
    heard.listen(lambda: all(MARK in text for text in heard.text.values()))
    texts = {stream: text.replace(MARK + "\n", "") for stream, text in heard.text.items()}
    return {**texts, "finished": heard.finished[request], "copies": still_there}


def end(manager):
    """Kill the kernel and all that came of it. A forked copy doesn't listen, so nobody is asked."""
    kernel = psutil.Process(manager.provisioner.pid)
    kernel.suspend()  # what can't run can't start anything either
    for process in [*kernel.children(recursive=True), kernel]:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            pass
    manager.shutdown_kernel(now=True)


def main(path):
    with open(path, encoding="utf-8") as file:
        cell = file.read()
    os.environ.pop("PYTEST_CURRENT_TEST", None)  # with it, a kernel leaves its children's stderr alone
    os.environ["PYTHON_COLORS"] = "0"  # a kernel asks for colours in the texts of its children
    manager = KernelManager(kernel_name="python3")
    nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # all that counts comes as messages
    manager.start_kernel(**nowhere)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=DEADLINE_S)
    try:
        print(json.dumps(ask(manager, client, cell)))
    finally:
        client.stop_channels()
        end(manager)


if __name__ == "__main__":
    main(sys.argv[1])
