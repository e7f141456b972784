"""What were students given? The teacher's notebook without its solutions.

What stands between the lines ### BEGIN SOLUTION and ### END SOLUTION (nbgrader's marks, too) goes, and a comment says
where to write. Outputs go as well. Hidden checks were never in the notebook: they are in the folder `hidden`, and what
they look at depends on the teacher's seed.
"""

from __future__ import annotations

import json
import re
from functools import cache

from helpers.teach.explained import Explained

from . import finding
from .tasks import load

SOLUTION = re.compile(r"^([ \t]*)### BEGIN SOLUTION[ \t]*\n.*?^[ \t]*### END SOLUTION[ \t]*$", re.MULTILINE | re.DOTALL)
HERE = {"code": "...  # Write your answer here.", "markdown": "*Write your answer here.*"}


class BadMarkers(Explained, ValueError):
    """A solution has a beginning without an end, or an end without a beginning."""


def student_version(notebook: dict) -> dict:
    """The notebook (nbformat 4, as JSON) without solutions and outputs. Raises BadMarkers."""
    return {**notebook, "cells": [_cell(cell) for cell in notebook["cells"]]}


def _cell(cell: dict) -> dict:
    here = HERE[cell["cell_type"]]
    text = SOLUTION.sub(rf"\1{here}", "".join(cell["source"]))
    if "BEGIN SOLUTION" in text or "END SOLUTION" in text:
        raise BadMarkers(f"A solution has only one of its two marks: {text[:60]!r} …")
    cleared = {**cell, "source": text.splitlines(keepends=True)}
    return {**cleared, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cleared


@cache
def starts(assignment: str) -> dict[str, str]:
    """What students find in the cell of each task: name → program, or prose."""
    found = load(assignment)
    text = json.dumps(student_version(json.loads(found.notebook.read_text(encoding="utf-8"))))
    given = finding.answers(finding.cells_of(text.encode()), found, {})
    return {name: answer.texts[0] if answer.texts else "" for name, answer in given.items()}
