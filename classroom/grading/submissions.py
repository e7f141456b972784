"""Who has handed in what? Each student's notebooks in a folder, and which of them counts.

    FOLDER/ANNA/anything/below.ipynb    a folder for each student, with one notebook or several
    FOLDER/BORIS.ipynb                  or a file
    FOLDER/ANNA/extra/files.csv         not looked at

The last that was handed in by the deadline counts; if none was, the last of all, and it is called late. When a notebook
was handed in is when its file was changed last, which archives keep.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

NOTEBOOK = ".ipynb"
LARGEST = 64 << 20  # bytes of a notebook; what is larger isn't even read


@dataclass(frozen=True)
class Submission:
    """The notebook of a student that counts (None if there is none), when it came, and what a teacher should know."""

    student: str
    notebook: Path | None
    handed_in: datetime | None
    is_late: bool
    notes: tuple[str, ...]


def submissions(folder: Path, due: datetime | None = None) -> list[Submission]:
    """One for each student, in the order of their names. Raises OSError if the folder can't be read."""
    found: dict[str, list[Path]] = {}
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            found.setdefault(entry.name, []).extend(notebooks(entry))
        elif entry.suffix.lower() == NOTEBOOK:
            found.setdefault(entry.stem, []).append(entry)
    return [counted(student, paths, folder, due) for student, paths in sorted(found.items())]


def notebooks(folder: Path) -> Iterator[Path]:
    """The notebooks below this folder, but for those that Jupyter keeps for itself."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if name.lower().endswith(NOTEBOOK) and name[0] != ".")


def counted(student: str, paths: list[Path], folder: Path, due: datetime | None = None) -> Submission:
    """The one of these that counts."""
    notes = [
        f"{path.relative_to(folder)} is only a link to another file, so it was not marked."
        for path in paths
        if path.is_symlink()
    ]
    own = sorted((path.stat().st_mtime, str(path), path) for path in paths if path.is_file() and not path.is_symlink())
    if not own:
        return Submission(student, None, None, False, (*notes, "No notebook was handed in."))
    times = [datetime.fromtimestamp(when).astimezone() for when, _, _ in own]
    in_time = [number for number, when in enumerate(times) if due is None or when <= due]
    chosen = in_time[-1] if in_time else len(own) - 1
    path = own[chosen][2]
    if len(own) > 1:
        notes.append(f"{len(own)} notebooks were handed in; {path.relative_to(folder)} was marked.")
    if in_time and chosen < len(own) - 1:
        notes.append("What was handed in after the deadline was not marked.")
    return Submission(student, path, times[chosen], not in_time, tuple(notes))
