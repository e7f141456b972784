"""What do students get? The teacher's notebook without its solutions: `course.py release ASSIGNMENT`.

assignments/1-processes/assignment.ipynb ──► released/1-processes.ipynb
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from helpers.teach.explained import Explained

from .marking.given import student_version
from .marking.tasks import load


def release(assignment: str, folder: Path) -> Path:
    """Write the students' version into `folder`, and return its path.

    Raises NoSuchAssignment, BadMarkers, OSError.
    """
    found = load(assignment)
    notebook = student_version(json.loads(found.notebook.read_text(encoding="utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{found.name}.ipynb"
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def main(assignment: str, folder: str) -> None:
    """The command `python -m classroom.release`."""
    try:
        print(release(assignment, Path(folder)))
    except Explained as problem:
        sys.exit(str(problem))
    except OSError as problem:
        sys.exit(f"The students' version can't be written to {folder}: {problem.strerror}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
