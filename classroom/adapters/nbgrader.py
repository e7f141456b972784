"""nbgrader's own commands, with marks from `mark`: they take points from outputs, and this writes the outputs.

    source(assignment) ──► source/1-processes/1-processes.ipynb ── nbgrader generate_assignment ──► what students get
                                                                                                    │
    submitted/anna/1-processes/1-processes.ipynb ◄──────────────────────────────────────────────────┘
      │ nbgrader autograde
      ├── Restore    in place of its trust in metadata: each cell that has points is there, once, as it was given out
      ├── Mark       in place of its Execute, which would run the notebook beside the gradebook: `mark`, in a sandbox
      └── nbgrader's own: reads the points, keeps what a person has given
    feedback/anna/…html ◄── nbgrader generate_feedback: what was seen, the timelines

Each task gets a cell for its points, which nobody runs, behind its answer. How to set it up is in `configure`.
"""

from __future__ import annotations

import html
import json
import tempfile
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets import Bool, Integer

from ..marking import finding, mark
from ..marking.plain import watch as watch_unsafely
from ..marking.tasks import Assignment, Task, load
from ..sandbox import watch
from ..sandbox.proof import obstacle
from . import handed_over

POINTS = "# The points for `{name}` are given by the course's marker. This cell does nothing."


class NotIsolated(Exception):
    """There is no sandbox here, so nothing is marked."""


def configure(config) -> None:
    """Let nbgrader mark this way. In ``nbgrader_config.py``, in a course folder of nbgrader's:

    import sys; sys.path.insert(0, "where this course is")
    from classroom.adapters import nbgrader
    c = get_config()
    nbgrader.configure(c)
    c.Mark.seed = 12345   # your own number, from which the hidden cases are made
    """
    from nbgrader.converters import Autograde

    sanitizing = Autograde.sanitize_preprocessors.default()
    marking = Autograde.autograde_preprocessors.default()
    config.Autograde.sanitize_preprocessors = [sanitizing[0], Restore, *sanitizing[1:]]
    config.Autograde.autograde_preprocessors = [Mark if step is Execute else step for step in marking]


def grade_id(assignment: str, task: str) -> str:
    """nbgrader's name for the cell with the points of this task."""
    return f"{assignment}--{task}"


def source(assignment: str) -> dict:
    """nbgrader's source notebook: the teacher's, with a cell for the points of each task behind its answer.

    Raises NoSuchAssignment.
    """
    found = load(assignment)
    notebook = json.loads(found.notebook.read_text(encoding="utf-8"))
    cells = []
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        named = [task for task in found.tasks if task.name in finding.names_in([finding.Cell(cell["cell_type"], text)])]
        if named and named[0].by_hand:
            cells.append({**cell, "source": text, "metadata": metadata(found, named[0])})
        elif named:
            answer = {"grade": False, "solution": True, "grade_id": f"answer-{named[0].name}", "points": None}
            cells.append({**cell, "source": text, "metadata": metadata(found, named[0], **answer)})
            cells += [points_cell(found, task) for task in named]
        else:
            cells.append(cell)
    return {**notebook, "cells": cells}


def metadata(assignment: Assignment, task: Task, **other) -> dict:
    """nbgrader's metadata, version 3, of the cell that has this task's points; or with `other` values."""
    by_hand = bool(task.by_hand)
    about = {
        "schema_version": 3,
        "grade": True,
        "solution": by_hand,
        "locked": not (by_hand or other),
        "task": False,
        "grade_id": grade_id(assignment.name, task.name),
        "points": task.max_points,
        **other,
    }
    return {"nbgrader": {name: value for name, value in about.items() if value is not None}}


def points_cell(assignment: Assignment, task: Task) -> dict:
    """The cell whose output will be this task's points."""
    return new_code_cell(POINTS.format(name=task.name), metadata=metadata(assignment, task))


class Restore(NbGraderPreprocessor):
    """Puts each cell that has points into the notebook once, whatever the student has done with it.

    What a student's cells say in their metadata is forgotten: answers are found by the tasks' names.
    """

    def preprocess(self, nb, resources):
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            kept = gradebook.find_notebook(about["notebook"], about["assignment"]).source_cells
            given = {cell.name: cell.source for cell in kept if "--" in cell.name}
        blank = {POINTS.format(name=name.partition("--")[2]) for name in given}
        nb.cells = [cell for cell in nb.cells if cell.source.strip() not in blank]
        for cell in nb.cells:
            cell.metadata.pop("nbgrader", None)
        for assignment in sorted({name.partition("--")[0] for name in given}):
            for task in load(assignment).tasks:
                restore(nb.cells, load(assignment), task, given[grade_id(assignment, task.name)])
        return nb, resources


def restore(cells: list, assignment: Assignment, task: Task, given: str) -> None:
    """Put the cell with this task's points among the others; `given` is its text as students got it."""
    texts = [finding.Cell(cell.cell_type, cell.source) for cell in cells]
    naming = [number for number, text in enumerate(texts) if task.name in finding.names_in([text])]
    place = naming[-1] + 1 if naming else len(cells)
    if not task.by_hand:
        cells.insert(place, new_code_cell(given, metadata=metadata(assignment, task)))
        return
    answer = "".join(finding.answers(texts, assignment, {task.name: given})[task.name].texts[:1])
    own = [number for number in naming if texts[number].kind == "markdown" and answer and answer in texts[number].text]
    if own:
        cells[own[-1]].metadata.update(metadata(assignment, task))
    else:  # written into the cell below, or into one of code; or there is none, and what was given out earns nothing
        text = f"**Answer to {task.name}**\n\n{answer}" if answer else given
        cells.insert(place, new_markdown_cell(text, metadata=metadata(assignment, task)))


class Mark(NbGraderPreprocessor):
    """Marks the notebook outside, in a sandbox, and writes points and feedback as outputs of the cells for points."""

    seed = Integer(0, help="Your number, from which the hidden cases are made.").tag(config=True)
    unsafe = Bool(False, help="Do without the sandbox: for programs that you trust.").tag(config=True)

    def preprocess(self, nb, resources):
        if not self.unsafe and (problem := obstacle()):
            raise NotIsolated(problem)
        graded = [cell for cell in nb.cells if "--" in cell.metadata.get("nbgrader", {}).get("grade_id", "")]
        names = {cell.metadata.nbgrader["grade_id"].split("--", 1)[0] for cell in graded}
        for name in sorted(names):
            with tempfile.TemporaryDirectory(prefix="marking-") as folder:
                path = Path(folder, "submission.ipynb")
                path.write_text(json.dumps(nb), encoding="utf-8")
                how = watch_unsafely if self.unsafe else watch
                result = mark(path, seed=self.seed, watch=how, assignment=name)
            tasks = {grade_id(name, task["name"]): task for task in result["tasks"]}
            for cell in graded:
                task = tasks.get(cell.metadata.nbgrader["grade_id"])
                if task and task["checks"]:
                    cell.outputs = list(outputs(task, handed_over.remarks(result)))
        return nb, resources


def outputs(task: dict, remarks: list[str]):
    """What nbgrader takes the points from, and what the student sees."""
    yield new_output("execute_result", {"text/plain": f"{task['points']:g}"}, execution_count=None)
    lines = [*remarks, *handed_over.notes(task)]
    lines += [
        f"{handed_over.SIGNS[check['verdict']]} {check['sentence']} "
        f"({check['points']:g} of {check['max_points']:g}) {handed_over.told(check)}".rstrip()
        for check in task["checks"]
    ]
    shown = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    yield new_output("display_data", {"text/plain": "\n".join(lines), "text/html": shown})
    if task["picture"]:
        yield new_output("display_data", {"text/plain": task["words"], "image/png": task["picture"]})
