"""Where the probe's files lie while a program runs: a folder of its own, in memory if possible, and gone afterwards."""

from __future__ import annotations

import os

from .client import CannotStart


def events_parents() -> list[str]:
    return ["/dev/shm", os.environ.get("TMPDIR") or "/tmp", "/tmp", "/var/tmp", os.getcwd()]


def remove_left_folders(supervisor: int) -> None:
    """Remove what a supervisor that was killed has left: its folders have its PID in their names."""
    for parent in events_parents():
        try:
            for name in os.listdir(parent):
                if name.startswith(f"processes-{supervisor}-"):
                    remove(os.path.join(parent, name))
        except OSError:  # no such folder; or another user's
            pass


def events_folder() -> str:
    """A new folder for the probe's files, in memory where that is possible: a full disk loses nothing then."""
    name = f"processes-{os.getpid()}-{os.urandom(4).hex()}"
    for parent in events_parents():
        try:
            folder = os.path.join(parent, name)
            os.mkdir(folder, 0o700)
            return folder
        except OSError:
            continue
    raise CannotStart("There is no folder to write to for what the program does. Is the disk full?")


def remove(folder: str) -> None:
    for name in os.listdir(folder):
        os.unlink(os.path.join(folder, name))
    os.rmdir(folder)
