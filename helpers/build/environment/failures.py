"""Why could the environment not be made? One sentence, from what the installer said and from what the machine is like.

A full disk is named as such, and the network is mentioned only where the installer could not reach something.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from pathlib import Path

NEEDED_MB = 450  # what the course's packages take, measured on Linux; an installer unpacks them in the temporary folder
HARDLY_ANY_MB = 20  # an empty environment takes that much
FULL = re.compile(r"no space left|os error 28|errno 28|disk quota exceeded|errno 122", re.IGNORECASE)
UNREACHABLE = re.compile(
    "name resolution|name or service not known|nodename nor servname|dns error"
    "|newconnectionerror|connection (refused|reset|broken|to)|could not connect|remotedisconnected"
    "|network is unreachable|no route to host|timed out|timeout|proxyerror|tunnel connection|sslerror|certificate"
    "|error sending request|failed to fetch|client error|http error",
    re.IGNORECASE,
)
AGAIN = "start the same command again"


def why_it_failed(said: str, folder: Path) -> str:
    """What an installer that filled `folder` and `said` this has failed of, and what to do."""
    if FULL.search(said) or min(free_mb(place) for place in places(folder)) < HARDLY_ANY_MB:
        return full_disk(folder)
    failed = "The course's packages could not be installed; the lines above say why."
    if UNREACHABLE.search(said):
        return f"{failed} They come over the network: see that it is there, and {AGAIN}."
    return f"{failed} When that is mended, {AGAIN}."


def why_not_written(problem: OSError, folder: Path) -> str:
    """What stood in the way of writing to `folder`, and what to do."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return full_disk(folder)
    return (
        f"The folder {folder} can't be made anew ({problem.strerror or problem}): see that you may write there, or"
        f" remove it yourself, and {AGAIN}."
    )


def full_disk(folder: Path) -> str:
    """How much room there is, and how much is needed."""
    room = " and ".join(f"{free_mb(place):,} MB in {place}" for place in places(folder))
    return (
        f"The disk is full: the course's packages need about {NEEDED_MB} MB, and there are only {room}."
        f" Make room, and {AGAIN}."
    )


def places(folder: Path) -> list[Path]:
    """Where an installer writes to: the environment's folder and the temporary one, if that is on another disk."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    temporary = Path(tempfile.gettempdir())
    return [there] if there.stat().st_dev == temporary.stat().st_dev else [there, temporary]


def free_mb(folder: Path) -> int:
    return shutil.disk_usage(folder).free >> 20


def no_venv() -> str:
    """This Python has no venv module; how to install it, as this user can."""
    sudo = "" if os.getuid() == 0 else "sudo "
    return (
        "This Python came without its venv module, which the course needs: install it with"
        f" `{sudo}apt update && {sudo}apt install python3-venv` (Debian, Ubuntu) and {AGAIN}."
    )
