"""What was found about each submission, kept as it comes: the same command goes on from here.

A record is a JSON file for each student: whose it is, what was marked and how, and the result of `mark`, or the problem
that stood in its way. It counts again as long as notebook, seed, assignment and isolation are the same.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from .submissions import LARGEST, Submission

LONGEST_NAME = 240  # bytes, of the 255 that file systems take


@dataclass(frozen=True)
class How:
    """How a batch is marked: the teacher's seed, the assignment (None: as each notebook says), and without sandbox?"""

    seed: int = 0
    assignment: str | None = None
    unsafe: bool = False


@dataclass(frozen=True)
class Record:
    """One student's submission and what became of it. `result` is None where there is no mark; `problem` says why."""

    student: str
    file: str | None
    handed_in: str | None
    is_late: bool
    fingerprint: str
    notes: list[str]
    result: dict | None
    problem: str | None


def read_notebook(submission: Submission) -> tuple[bytes | None, str | None]:
    """The notebook's bytes; or None, and why there are none."""
    if submission.notebook is None:
        return None, "No notebook was handed in."
    try:
        if submission.notebook.stat().st_size > LARGEST:
            return None, f"The notebook is larger than {LARGEST >> 20} MiB, so it was not read."
        return submission.notebook.read_bytes(), None
    except OSError as problem:
        return None, f"The notebook can't be read: {problem.strerror}."


def fingerprint(notebook: bytes | None, how: How) -> str:
    """The same whenever marking again would be the same work."""
    return hashlib.sha256((notebook or b"") + json.dumps(asdict(how), sort_keys=True).encode()).hexdigest()


def made(submission: Submission, folder: Path, print_: str, found: dict) -> Record:
    """The record of what `mark_one` found (or of a problem before it)."""
    path = submission.notebook
    return Record(
        student=submission.student,
        file=str(path.relative_to(folder)) if path else None,
        handed_in=submission.handed_in.isoformat(timespec="seconds") if submission.handed_in else None,
        is_late=submission.is_late,
        fingerprint=print_,
        notes=list(submission.notes),
        result=found.get("result"),
        problem=found.get("problem"),
    )


def file_name(student: str, ending: str) -> str:
    """The name of a file about this student; a name that leaves no room for the ending is cut and told by its hash."""
    name = os.fsencode(student)
    if len(name) <= LONGEST_NAME:
        return student + ending
    return os.fsdecode(name[: LONGEST_NAME - 20]) + hashlib.sha256(name).hexdigest()[:16] + ending


def write(record: Record, folder: Path) -> None:
    """Keep the record. Whoever reads it finds all of it or nothing, even if this is interrupted."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{os.getpid()}.unfinished"
    unfinished.write_text(json.dumps(asdict(record), indent=1), encoding="utf-8")
    unfinished.replace(folder / file_name(record.student, ".json"))


def read(student: str, folder: Path) -> Record | None:
    """The student's record, if there is one that can be read."""
    try:
        return Record(**json.loads((folder / file_name(student, ".json")).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
