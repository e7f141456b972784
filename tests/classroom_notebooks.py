"""Notebooks of a class, as students hand them in, made from what they were given."""

from __future__ import annotations

import json
from pathlib import Path

from classroom.marking.given import student_version
from classroom.marking.tasks import FOLDER, load


def given(assignment: str) -> dict:
    """The students' version of an assignment."""
    return student_version(json.loads(load(assignment).notebook.read_text(encoding="utf-8")))


def answer(task: str, name: str = "right") -> str:
    """The text of the first answer in the bank of this task whose name begins so."""
    (folder,) = FOLDER.glob(f"*/bank/{task}")
    return min(folder.glob(f"{name}*.py")).read_text(encoding="utf-8")


def code(text: str, **more) -> dict:
    """A code cell."""
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": text, **more}


def markdown(text: str) -> dict:
    """A Markdown cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def with_answers(assignment: str, answers: dict[str, str]) -> dict:
    """The students' version, and in it these programs, each below the first line of its cell."""
    notebook = given(assignment)
    for cell in notebook["cells"]:
        head = "".join(cell["source"]).partition("\n")[0]
        name = head.split()[1] if head.startswith("%%exercise") else ""
        if name in answers:
            cell["source"] = f"{head}\n{answers[name]}"
    return notebook


def write(cells: list | dict, path: Path) -> Path:
    """Write a notebook of these cells, or a whole notebook, to `path`."""
    whole = cells if isinstance(cells, dict) else {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path
