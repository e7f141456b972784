"""What one student does, in the words that a browser uses: start my server, open a notebook, run all its cells.

POST /hub/api/users/NAME/server            the server, through student.py of the hub
GET  /user/NAME/api/contents/PATH          the own copy, with its cells
POST /user/NAME/api/sessions               its kernel
WS   /user/NAME/api/kernels/ID/channels    execute_request ──►   ◄── outputs … idle, execute_reply
"""

from __future__ import annotations

import contextlib
import json
import time
import uuid
from dataclasses import dataclass

import nbformat
import websocket

from ..student import COURSE
from .hub import HubFailed, HubTrial

CELL_S = 300  # a cell that takes longer is stuck, even in a crowd
SHOWN = {"stream", "display_data", "execute_result", "error"}


@dataclass(frozen=True)
class Seen:
    """A student's notebook after all its cells have run, and the seconds that the two parts took."""

    notebook: nbformat.NotebookNode
    start_s: float
    run_s: float


def study(hub: HubTrial, name: str, notebook: str) -> Seen:
    """Start the server of `name`, and run all cells of the own copy of `notebook` in it.

    Raises HubFailed, or OSError and its like if a connection breaks.
    """
    begun = time.monotonic()
    start_server(hub, name)
    started = time.monotonic()
    path = f"{COURSE}/my-course/{notebook}"
    own = hub.ask("GET", f"/user/{name}/api/contents/{path}").json()["content"]
    found = nbformat.from_dict(own)
    asked = {"path": path, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}}
    kernel = hub.ask("POST", f"/user/{name}/api/sessions", json=asked).json()["kernel"]["id"]
    with connected(hub, f"/user/{name}/api/kernels/{kernel}/channels") as channel:
        for cell in found.cells:
            if cell.cell_type == "code":
                cell.outputs = run(channel, cell.source)
    return Seen(found, started - begun, time.monotonic() - started)


def start_server(hub: HubTrial, name: str) -> None:
    """Return when the server of this student, who may be new, answers. Raises HubFailed."""
    with contextlib.suppress(HubFailed):  # who is there already
        hub.ask("POST", f"/hub/api/users/{name}")
    hub.ask("POST", f"/hub/api/users/{name}/server")
    while True:
        server = hub.ask("GET", f"/hub/api/users/{name}").json()["servers"].get("")
        if server is None:
            raise HubFailed(f"The server of {name} failed to start; the hub's log says why.")
        if server["ready"]:
            return
        time.sleep(0.5)


def stop_server(hub: HubTrial, name: str) -> None:
    """Return when the server of this student has ended."""
    hub.ask("DELETE", f"/hub/api/users/{name}/server")
    while "" in hub.ask("GET", f"/hub/api/users/{name}").json()["servers"]:
        time.sleep(0.5)


@contextlib.contextmanager
def connected(hub: HubTrial, path: str):
    """The kernel's channels."""
    address = hub.address.replace("http", "ws", 1) + path
    channel = websocket.create_connection(
        address, timeout=CELL_S, header=[f"Authorization: token {hub.token}"], suppress_origin=True
    )
    try:
        yield channel
    finally:
        channel.close()


def run(channel, source: str) -> list[nbformat.NotebookNode]:
    """What the kernel shows for a cell with this source."""
    me = uuid.uuid4().hex
    asked = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    header = {"msg_id": me, "username": "", "session": me, "msg_type": "execute_request", "version": "5.4"}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": asked, "channel": "shell"}
    channel.send(json.dumps(message))
    outputs: list[nbformat.NotebookNode] = []
    waiting_for = {"idle", "reply"}
    while waiting_for:
        said = json.loads(channel.recv())
        if said["parent_header"].get("msg_id") != me:
            continue
        if said["msg_type"] == "execute_reply":
            waiting_for.discard("reply")
        elif said["msg_type"] == "status" and said["content"]["execution_state"] == "idle":
            waiting_for.discard("idle")
        elif said["msg_type"] == "clear_output":
            outputs.clear()
        elif said["msg_type"] in SHOWN:
            outputs.append(nbformat.v4.output_from_msg(said))
    return outputs
