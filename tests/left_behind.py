"""Is anything of a run still there? Each run is given a word of its own, which stands in its processes' arguments."""

import os
import time
import uuid


def new_word() -> str:
    return uuid.uuid4().hex


def left_behind(word: str) -> list[str]:
    """The command lines that still have this word, after a while in which the kernel may put away the dead."""
    until = time.monotonic() + 10
    while (found := alive_with(word)) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def alive_with(word: str) -> list[str]:
    found = []
    for pid in filter(str.isdecimal, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                line = file.read().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if word in line:
            found.append(line)
    return found
