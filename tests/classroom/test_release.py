"""The students' version: no solution, no hidden check; it can be solved with what it brings along."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from classroom_notebooks import answer, with_answers, write
from nbclient import NotebookClient

from classroom.marking.given import BadMarkers, student_version
from classroom.marking.tasks import FOLDER, NoSuchAssignment, load, names
from classroom.release import release

ROOT = Path(__file__).resolve().parents[2]
EVERY = pytest.mark.parametrize("name", names())
LETTERS = 12  # a shorter line, such as `else:` or `import os`, gives nothing away


def solutions(name):
    """The lines of the teacher's notebook that stand between the markers, and those that don't."""
    inside, outside, is_inside = [], [], False
    for cell in json.loads(load(name).notebook.read_text())["cells"]:
        for line in map(str.strip, "".join(cell["source"]).splitlines()):
            if line in ("### BEGIN SOLUTION", "### END SOLUTION"):
                is_inside = line == "### BEGIN SOLUTION"
            else:
                (inside if is_inside else outside).append(line)
    return inside, outside


def texts_of(path):
    """Every text in a Python file, as pieces without what is put into them."""
    return {
        node.value.strip()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@EVERY
def test_no_line_of_a_solution_is_in_it(name, tmp_path):
    text = "\n".join("".join(cell["source"]) for cell in json.loads(release(name, tmp_path).read_text())["cells"])
    inside, outside = solutions(name)
    own = {line for line in inside if len(line) >= LETTERS and line not in "\n".join(outside)}
    assert len(own) > 30
    assert [line for line in own if line in text] == []
    assert "SOLUTION" not in text


@EVERY
def test_no_text_of_a_hidden_check_or_of_the_bank_is_in_it(name, tmp_path):
    text = release(name, tmp_path).read_text()
    files = sorted((FOLDER / name / "hidden").glob("*.py"))
    hidden = {piece for file in files for piece in texts_of(file) if len(piece) >= LETTERS}
    assert len(hidden) > 30
    assert [piece for piece in hidden if piece in text] == []


@EVERY
def test_it_is_a_notebook_without_outputs(name, tmp_path):
    notebook = nbformat.read(release(name, tmp_path), as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) > 4 and all(cell.outputs == [] and cell.execution_count is None for cell in code)


@EVERY
def test_each_task_is_in_it_with_its_points(name, tmp_path):
    text = "\n".join(cell["source"] for cell in nbformat.read(release(name, tmp_path), as_version=4).cells)
    for number, task in enumerate(load(name).tasks, 1):
        assert f"## {number} · {task.title} ({task.max_points:g} points)" in text
        assert f"Answer to {task.name}" in text if task.by_hand else f"%%exercise {task.name} " in text


@EVERY
def test_the_solutions_in_the_teachers_notebook_are_the_banks(name):
    for cell in json.loads(load(name).notebook.read_text())["cells"]:
        head, _, rest = "".join(cell["source"]).partition("\n")
        if head.startswith("%%exercise"):
            program = [line for line in rest.splitlines() if "### " not in line]
            bank = [path.read_text().split() for path in FOLDER.glob(f"{name}/bank/{head.split()[1]}/right_*.py")]
            assert "\n".join(program).split() in bank


def test_a_marker_without_its_partner_is_told():
    cell = {"cell_type": "code", "source": "a\n### BEGIN SOLUTION\nb"}
    with pytest.raises(BadMarkers, match="only one of its two marks"):
        student_version({"cells": [cell]})


def test_the_command_writes_it_and_says_where(tmp_path):
    command = [sys.executable, "-m", "classroom.release", "1", str(tmp_path / "new")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == str(tmp_path / "new" / "1-processes.ipynb") and Path(done.stdout.strip()).is_file()
    command[-2:] = ["9", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.startswith("There is no assignment '9'. There are: '1-processes'")


def test_a_name_must_be_one_assignments():
    with pytest.raises(NoSuchAssignment):
        load("")


@EVERY
def test_it_is_solved_in_a_notebook_with_what_it_brings_along(name, tmp_path, monkeypatch):
    tasks = [task for task in load(name).tasks if not task.by_hand]
    path = write(with_answers(name, {task.name: answer(task.name) for task in tasks}), tmp_path / "a.ipynb")
    notebook = nbformat.read(path, as_version=4)
    monkeypatch.setenv("PROCESSES_COURSE_ANSWERS", str(tmp_path / "my-answers.json"))
    NotebookClient(notebook, timeout=180, resources={"metadata": {"path": ROOT / "notebooks"}}).execute()
    outputs = {cell.source.split()[1]: str(cell.outputs) for cell in notebook.cells if cell.source.startswith("%%exe")}
    assert set(outputs) == {task.name for task in tasks}
    for task in tasks:
        assert "✗" not in outputs[task.name], outputs[task.name]
        assert "Everything that you can see here is done." in outputs[task.name]
        assert f"is worth {task.max_points:g} points." in outputs[task.name]
        assert "image/png" in outputs[task.name]
