"""A notebook's kernel for tests, spoken to as JupyterLab does: run a cell, wait for what it says."""

import time
from contextlib import contextmanager
from pathlib import Path

from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).resolve().parents[1]
DEADLINE_S = 60


@contextmanager
def running_kernel():
    """(manager, client) of a new kernel in the notebooks' folder."""
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(ROOT / "notebooks"))
    try:
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def messages(client, until):
    """Messages of the running cell until `until(message)`; fails if that takes too long."""
    seen = []
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        message = client.get_iopub_msg(timeout=DEADLINE_S)
        seen.append(message)
        if until(message):
            return seen
    raise AssertionError(f"This never came. What came: {seen}")


def idle(message):
    return message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"


def stream_text(seen):
    return "".join(message["content"]["text"] for message in seen if message["msg_type"] == "stream")


def answers(client, cell):
    """All that a cell says until it has ended."""
    client.execute(cell, allow_stdin=False)
    return messages(client, idle)
