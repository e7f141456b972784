"""watch(): one program text as its own process tree, in a sandbox, and the recording of what it did.

    files ──► a private folder ──► copied into the sandbox ──► python program.py ARGS
                                                                    │ seen by the recorder, which is outside
                                                   Recording ◄──────┘

Without the sandbox nothing runs: what can't be had is an error, never a program that runs without it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.recording.notes import ENDED_ITSELF
from helpers.recording.recording import Recording
from helpers.watch.client.run import CannotStart, Limits, record

from .box import WORK, Room, front, python
from .cgroup import entering, groups

PROGRAM, ROOM = "program.py", Room()
CGROUP_BYTES = 2 << 30  # of files in memory, too; what passes MEMORY_BYTES slowly, the supervisor stops first
PROCESSES, OUTPUT_BYTES, MEMORY_BYTES = 100, 1 << 18, 1 << 30  # of all processes of a program together


class CannotIsolate(Exception):
    """The sandbox can't be had here, so the program was not run. The text says what is missing and what to do."""


def watch(
    source: str,
    *,
    args: Sequence[str] = (),
    files: Mapping[str, bytes] = {},
    timeout: float,
    room: Room = ROOM,
) -> Recording:
    """Run the program text `source` with `args` in a sandbox, and return its recording.

    `files` (relative path → content) lie in its working directory. `timeout` is in seconds. A program that passes a
    limit is stopped, which its recording says (`stopped`).

    Raises CannotIsolate if the sandbox can't be made, ValueError if a path leads out of the folder, and CannotStart if
    the recorder did not survive the program.
    """
    with tempfile.TemporaryDirectory(prefix="submission-") as folder, groups(room.tasks, CGROUP_BYTES) as cgroups:
        given = Path(folder)
        given.chmod(0o755)
        for name, content in {**files, PROGRAM: source.encode("utf-8", "surrogatepass")}.items():
            place = given / name
            if not Path(os.path.normpath(place)).is_relative_to(given):
                raise ValueError(f"The file {name!r} would lie outside the program's folder.")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        try:
            return record(
                [python(), PROGRAM, *args],
                cwd=WORK,
                limits=Limits(timeout, PROCESSES, OUTPUT_BYTES, MEMORY_BYTES),
                front=front(given, room, entering(cgroups)),
            )
        except CannotStart as why:
            if str(why) == ENDED_ITSELF:
                raise
            raise CannotIsolate(str(why)) from None


watch.isolation = "bubblewrap"  # type: ignore[attr-defined]  # what mark() writes into its result
