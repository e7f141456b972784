"""A hub to be tried: started from trial_config.py, asked over its REST API, ended with all that it started.

HubTrial ──starts──► jupyterhub ──starts──► proxy, student-01's server, student-02's …
   └───── HTTP with a token that may act for every student ──────►
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import requests

CONFIG = Path(__file__).resolve().parents[1] / "trial_config.py"
PROXY = "configurable-http-proxy"
START_S, END_S = 90, 60


class HubFailed(Exception):
    """The hub didn't start, or refused something; the message says what it wrote."""


@dataclass(frozen=True)
class HubTrial:
    """A running hub: its address, and a token for its API."""

    address: str
    token: str

    def ask(self, method: str, path: str, **more) -> requests.Response:
        """The answer to a request to `path` of the hub or of a student's server. Raises HubFailed on a refusal."""
        headers = {"Authorization": f"token {self.token}"}
        answer = requests.request(method, self.address + path, headers=headers, timeout=300, **more)
        if answer.status_code >= 400:
            raise HubFailed(f"{method} {path}: {answer.status_code} {answer.reason}")
        return answer


@contextlib.contextmanager
def running(folder: Path, repository: str) -> Iterator[HubTrial]:
    """A hub whose files and whose students' homes are in `folder`; their course comes from `repository`.

    Its log is `folder`/hub.log. Raises HubFailed if it doesn't start.
    """
    if not shutil.which(PROXY):
        raise HubFailed(f"JupyterHub needs its proxy: `npm install -g {PROXY}` (Node.js 20 or newer).")
    port, token = free_ports(), secrets.token_hex(16)
    hub = HubTrial(f"http://127.0.0.1:{port}", token)
    known = {
        "TRIAL_FOLDER": str(folder),
        "TRIAL_PORT": str(port),
        "TRIAL_TOKEN": token,
        "COURSE_REPOSITORY": repository,
    }
    with open(folder / "hub.log", "wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(CONFIG)],
            cwd=folder,
            env=os.environ | known,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(hub, process, folder / "hub.log")
            yield hub
        finally:
            process.send_signal(signal.SIGTERM)  # it ends its proxy and every server first
            try:
                process.wait(END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(hub: HubTrial, process: subprocess.Popen, log: Path) -> None:
    """Return when the hub answers. Raises HubFailed if it ends first, or takes too long."""
    until = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(requests.RequestException, HubFailed):
            hub.ask("GET", "/hub/api/")
            return
        time.sleep(0.2)
    raise HubFailed(f"The hub didn't start. It wrote:\n{log.read_text(errors='replace')[-3000:]}")


def free_ports() -> int:
    """A port that is free now together with the next two, which the hub and its proxy use among themselves."""
    for port in range(20_000 + secrets.randbelow(8000), 32_000, 3):
        if all(is_free(port + more) for more in range(3)):
            return port
    raise HubFailed("There are no three free ports in a row.")


def is_free(port: int) -> bool:
    """Whether nobody listens on this port of loopback."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
