"""Where the probe's files lie while a program runs: a folder of its own, in memory if possible, and gone afterwards.

Beside them stands what only the supervisor knows, in case it is killed (salvage.py).
"""

from __future__ import annotations

import marshal
import os

from ..client.converse import CannotStart

ROOM = 4 << 20  # bytes: 100,000 events


def events_parents() -> list[str]:
    return ["/dev/shm", os.environ.get("TMPDIR") or "/tmp", "/tmp", "/var/tmp", os.getcwd()]


def left_folders(word: str) -> list[str]:
    """The folders with this word in their names: those that a supervisor has left because it was killed."""
    found = []
    for parent in dict.fromkeys(events_parents()):
        try:
            names = os.listdir(parent)
        except OSError:  # no such folder
            continue
        found += [os.path.join(parent, name) for name in names if name.startswith(f"processes-{word}-")]
    return found


def events_folder(word: str) -> str:
    """A new folder for the probe's files: in memory where there is room, else on a disk, and if all are full, anywhere.

    `word` is the supervisor's own: a PID would not do, for two containers may share their memory, and count PIDs
    from 1.
    """
    name = f"processes-{word}-{os.urandom(4).hex()}"
    for parent in sorted(events_parents(), key=_is_full):
        try:
            folder = os.path.join(parent, name)
            os.mkdir(folder, 0o700)
            return folder
        except OSError:
            continue
    raise CannotStart("There is no folder to write to for what the program does. Is the disk full?")


def _is_full(folder: str) -> bool:
    """Whether there is no such folder, or less room than a long run needs."""
    try:
        disk = os.statvfs(folder)
    except OSError:
        return True
    return disk.f_bavail * disk.f_frsize < ROOM


def remember(folder: str, command: list[str], main: int, released_ns: int) -> None:
    """Note which program was started, its PID, and when; a full disk is no reason not to run it."""
    try:
        with open(os.path.join(folder, "run"), "wb") as file:
            marshal.dump((command, main, released_ns), file)
    except OSError:
        pass


def recall(folder: str) -> tuple[list[str], int, int]:
    """What was noted. Raises OSError, EOFError or ValueError if nothing was."""
    with open(os.path.join(folder, "run"), "rb") as file:
        return marshal.load(file)


def remove(folder: str) -> None:
    for name in os.listdir(folder):
        os.unlink(os.path.join(folder, name))
    os.rmdir(folder)
