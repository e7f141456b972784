"""Is the environment that is there still what was made, for the Python that runs this?

A package that somebody has deleted is noticed by its name: what site-packages held is noted when all is installed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

STAMP = "course-stamp.json"
UNFINISHED = "course-unfinished"


def fingerprint(lock: Path) -> str:
    """What an environment depends on: the lock's text and the Python that runs this."""
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def stamp(folder: Path) -> dict[str, Any]:
    """Where the environment was made, what its packages are, the fingerprint of each lock installed; {} if unknown."""
    try:
        return json.loads((folder / STAMP).read_text())
    except (OSError, ValueError):
        return {}


def made_for(folder: Path) -> tuple[int, ...] | None:
    """The version of Python that the environment in `folder` was made for; None if there is none, or none any more."""
    try:
        config = (folder / "pyvenv.cfg").read_text()
    except OSError:
        return None
    # venv writes "version", uv "version_info".
    version = re.search(r"^version(?:_info)? *= *(\d+)\.(\d+)", config, re.MULTILINE)
    return version and tuple(map(int, version.groups()))


def contents(folder: Path) -> list[str]:
    """The names in the environment's site-packages, but for those of the installers, which replace themselves."""
    (packages,) = (folder / "lib").glob("python*/site-packages")
    return sorted(name for name in os.listdir(packages) if not name.startswith(("pip", "setuptools", "__pycache__")))


def damage(folder: Path) -> str | None:
    """What is wrong with the environment in `folder`, so that it has to be made anew; None if nothing is.

    It must be of this Python version, made here, and nobody may have left it half made or taken something out of it.
    """
    if not folder.exists():
        return "is not there"
    noted = stamp(folder)
    if made_for(folder) != sys.version_info[:2]:
        return "is not an environment of this version of Python"
    if noted.get("place", str(folder)) != str(folder):
        return "has been moved"  # its scripts still name the old folder
    if (folder / UNFINISHED).exists():
        return "was left half made"
    if not os.access(folder / "bin" / "python", os.X_OK):
        return "has no Python that can be started"
    try:
        gone = set(noted.get("contents", ())).difference(contents(folder))
    except (OSError, ValueError):
        return "has lost its packages"
    return f"has lost {min(gone)}" if gone else None
