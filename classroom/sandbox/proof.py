"""Does the sandbox isolate? Asked of a program inside it, part by part, before anything of a student's runs.

A part that can't be had is a sentence. Where the sandbox itself can't be made, that is the sentence.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from collections.abc import Iterator

from .box import COURSE, Room
from .watch import CannotIsolate, watch

WHY = "Submissions are programs that nobody has read, so they run in a sandbox or not at all: {}"
INSTALL = "bubblewrap is not installed: `sudo apt install bubblewrap` (Debian, Ubuntu) or your system's package of it."
NAMESPACES = ("ipc", "mnt", "net", "pid", "user")
INSIDE = """
import json, os, resource, socket, sys

def refused(what, *args):
    try:
        what(*args)
    except OSError:
        return True
    return False

def connect(port):
    socket.create_connection(("127.0.0.1", port), 2).close()

course, port, outside = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
status = dict(line.rstrip().split(":", 1) for line in open("/proc/self/status"))
print(json.dumps({
    "namespaces": {name: os.readlink("/proc/self/ns/" + name) for name in sys.argv[4:]},
    "user": os.geteuid(),
    "capabilities": int(status["CapEff"], 16) | int(status["CapPrm"], 16),
    "no new ones": status["NoNewPrivs"].strip() == "1",
    "no course": not os.path.exists(course),
    "no writing": all(refused(open, place + "/x", "w") for place in ("", "/usr", "/dev", "/sandbox", "/sandbox/given")),
    "no network": refused(connect, port),
    "no other process": not os.path.exists("/proc/%d" % outside) or outside < 10,
    "tasks": resource.getrlimit(resource.RLIMIT_NPROC)[1],
    "memory": resource.getrlimit(resource.RLIMIT_AS)[1],
    "file": resource.getrlimit(resource.RLIMIT_FSIZE)[1],
}))
"""


def obstacle() -> str | None:
    """Why programs that nobody trusts can't be run here, as sentences with what to do; None if they can."""
    if sys.platform != "linux":
        return WHY.format("this takes Linux. Mark on a Linux machine, or in a virtual one.")
    missing = [name for name in ("bwrap", *(["setpriv"] if os.geteuid() == 0 else [])) if not shutil.which(name)]
    if "bwrap" in missing:
        return WHY.format(INSTALL)
    if missing:
        return WHY.format("setpriv is not installed: it comes with the package util-linux.")
    if os.stat(shutil.which("bwrap") or "").st_mode & 0o4000:
        return WHY.format(
            "this bubblewrap is set-user-ID, and the kernel lets nobody watch what that starts:"
            " `sudo chmod u-s $(command -v bwrap)` takes the bit away."
        )
    try:
        found = list(faults(asked()))
    except CannotIsolate as problem:
        return WHY.format(advised(str(problem)))
    return WHY.format(" ".join(found)) if found else None


def advised(problem: str) -> str:
    """What bubblewrap said, with what to do about the usual causes."""
    if "unknown option" in problem.lower():
        return f"{problem} It takes bubblewrap 0.8 or newer."
    if any(word in problem for word in ("ermission", "not permitted", "namespace")):
        return (
            f"{problem} The system does not let you make namespaces. On Ubuntu 24.04 and newer,"
            " `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0` allows it; in a container, it takes"
            " `--security-opt seccomp=unconfined --security-opt apparmor=unconfined"
            " --security-opt systempaths=unconfined`."
        )
    return problem


def asked() -> dict:
    """What a program inside finds. Raises CannotIsolate if it doesn't get to say."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        seen = watch(INSIDE, args=[str(COURSE / "classroom"), str(port), str(os.getpid()), *NAMESPACES], timeout=30)
    said = "".join(line.text for line in seen.output if line.stream == "stdout")
    try:
        return json.loads(said)
    except ValueError:
        last = "".join(line.text for line in seen.output).strip().rpartition("\n")[2]
        raise CannotIsolate(
            f"A program in the sandbox does not run: {last or seen.stopped or 'it says nothing'}."
        ) from None


def faults(found: dict) -> Iterator[str]:
    """What does not isolate, in sentences."""
    room = Room()
    for name, link in found["namespaces"].items():
        if link == os.readlink(f"/proc/self/ns/{name}"):
            yield f"The program has no {name} namespace of its own."
    if found["user"] == 0 or found["capabilities"] or not found["no new ones"]:
        yield "The program is not an ordinary user."
    for what, sentence in (
        ("no course", "It can see the course's folder, where hidden checks are."),
        ("no writing", "It can write to more than its own folders."),
        ("no network", "It can reach the network."),
        ("no other process", "It can see processes of others."),
    ):
        if not found[what]:
            yield sentence
    for what, most in (("tasks", room.tasks), ("memory", room.memory_bytes), ("file", room.file_bytes)):
        if not 0 < found[what] <= most:
            yield f"It has no limit on {what}."
