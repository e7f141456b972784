"""What do students get? The teacher's notebook without its solutions: `course.py release ASSIGNMENT`.

    assignments/1-processes/assignment.ipynb ──► released/1-processes.ipynb
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from helpers.teach.explained import Explained

from .marking.given import student_version
from .marking.tasks import load

RELEASED = Path(__file__).resolve().parents[1] / "released"


def release(assignment: str, folder: Path = RELEASED) -> Path:
    """Write the students' version into `folder`, and return its path.

    Raises NoSuchAssignment, BadMarkers, OSError.
    """
    found = load(assignment)
    notebook = student_version(json.loads(found.notebook.read_text(encoding="utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{found.name}.ipynb"
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def main(arguments: list[str]) -> None:
    """The command `python -m classroom.release`."""
    parser = argparse.ArgumentParser(prog="course.py release", description="Make the students' version.")
    parser.add_argument("assignment", help="what its name begins with, for instance 1")
    parser.add_argument("--to", metavar="FOLDER", type=Path, default=RELEASED, help="where it goes (released)")
    asked = parser.parse_args(arguments)
    try:
        print(release(asked.assignment, asked.to))
    except (Explained, OSError) as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main(sys.argv[1:])
