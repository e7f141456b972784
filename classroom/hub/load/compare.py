"""Is what a student saw what the course promises, and is everything gone that was started for the student?"""

from __future__ import annotations

import os
import time
from pathlib import Path

import nbformat

from helpers.build.fresh import differences
from helpers.build.notebooks import NOTEBOOKS, SANITIZE

TICK, OPEN = "✓ ", "○ "
GONE_S = 20


def wrong(seen: nbformat.NotebookNode, name: str) -> list[str]:
    """What differs between this notebook and the stored outputs of the course's own, a sentence for each cell.

    As strict nbval compares: every claim has its tick, every picture its words; an error is a difference.
    """
    stored = nbformat.read(NOTEBOOKS / name, as_version=4)
    return list(differences(stored, seen, SANITIZE.read_text(encoding="utf-8")))


def claims(seen: nbformat.NotebookNode) -> tuple[int, int]:
    """How many claims were checked and held, and how many this machine couldn't check."""
    cells = [cell for cell in seen.cells if cell.cell_type == "code" and cell.source.startswith("claim(")]
    lines = [line for cell in cells for output in cell.outputs for line in output.get("text", "").splitlines()]
    return sum(line.startswith(TICK) for line in lines), sum(line.startswith(OPEN) for line in lines)


def left_behind(folder: Path) -> list[str]:
    """The processes that still work or live in `folder`, after a while in which the last may end."""
    until = time.monotonic() + GONE_S
    while (found := list(living_in(folder).values())) and time.monotonic() < until:
        time.sleep(0.1)
    return found


def living_in(folder: Path) -> dict[int, str]:
    """PID → command line of each process that has `folder` in its environment, or is in it."""
    found = {}
    for pid in filter(str.isdecimal, os.listdir("/proc")):
        try:
            environment = Path("/proc", pid, "environ").read_bytes()
            here = os.readlink(f"/proc/{pid}/cwd")
            if os.fsencode(folder) in environment or Path(here).is_relative_to(folder):
                words = Path("/proc", pid, "cmdline").read_bytes().replace(b"\0", b" ")
                found[int(pid)] = words.decode(errors="replace").strip()
        except OSError:  # it has ended, or is somebody else's
            continue
    return found


def memory(folder: Path) -> int:
    """The memory of all processes in `folder`, in bytes; what several share counts once (proc(5), Pss)."""
    total = 0
    for pid in living_in(folder):
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        except OSError:
            continue
    return total
