"""nbgrader's own commands, on the course's assignments: what they make, and that the marks are the marker's."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from classroom_notebooks import answer, code, markdown

pytest.importorskip("nbgrader")
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import MetadataValidator

from classroom.adapters import nbgrader as adapter
from classroom.marking.tasks import names
from classroom.sandbox.proof import obstacle

ROOT = Path(adapter.__file__).resolve().parents[2]
ONE = "1-processes"
CONFIG = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from classroom.adapters import nbgrader
c = get_config()
c.CourseDirectory.course_id = "processes"
c.Mark.seed = 5
c.Mark.unsafe = {obstacle() is not None and not ("CI" in os.environ and sys.platform == "linux")}
nbgrader.configure(c)
"""


# nbgrader looks for the program alembic, which stands beside its Python.
ENVIRONMENT = {**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}


def command(folder: Path, *words: str, fails: bool = False, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words], cwd=folder, env=ENVIRONMENT | environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=280,
    )  # fmt: skip
    assert (done.returncode != 0) == fails, done.stdout
    return done.stdout


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path, ONE)


def make_course(folder: Path, name: str) -> Path:
    (folder / "nbgrader_config.py").write_text(CONFIG)
    place = folder / "source" / name
    place.mkdir(parents=True)
    (place / f"{name}.ipynb").write_text(json.dumps(adapter.source(name)))
    command(folder, "generate_assignment", name, "--create")
    return folder


def submit(course: Path, student: str, change, name: str = ONE) -> None:
    notebook = json.loads((course / "release" / name / f"{name}.ipynb").read_text())
    change(notebook)
    place = course / "submitted" / student / name
    place.mkdir(parents=True)
    (place / f"{name}.ipynb").write_text(json.dumps(notebook))


def grades(course: Path, student: str, name: str = ONE) -> dict[str, tuple]:
    with Gradebook(f"sqlite:///{course}/gradebook.db", "processes") as gradebook:
        found = gradebook.find_submission(name, student).notebooks[0].grades
        return {
            grade.name.partition("--")[2]: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
            for grade in found
        }


@pytest.mark.parametrize("name", names())
def test_the_source_is_as_nbgrader_wants_it(name):
    import nbformat

    notebook = nbformat.from_dict(adapter.source(name))
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    points = [cell.metadata.nbgrader.get("points", 0) for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert sum(points) == sum(task.max_points for task in adapter.load(name).tasks)
    assert all(cell.metadata.nbgrader.schema_version == 3 for cell in notebook.cells if "nbgrader" in cell.metadata)


def test_what_students_get_has_no_solutions(course):
    text = (course / "release" / ONE / f"{ONE}.ipynb").read_text()
    assert "SOLUTION" not in text and "YOUR CODE HERE" in text and "YOUR ANSWER HERE" in text


def fill(notebook, task: str, text: str) -> None:
    for cell in notebook["cells"]:
        if "".join(cell["source"]).startswith(f"%%exercise {task}"):
            cell["source"] = f"%%exercise {task}\n{text}"


def hand_in(course: Path) -> None:
    def diligent(notebook):
        fill(notebook, "keep-alive", answer("keep-alive"))
        for cell in notebook["cells"]:
            if "Answer to why-so-often" in "".join(cell["source"]):
                cell["source"] = "**Answer to why-so-often**\n\nThe buffer is copied."

    def only_own_cells(notebook):  # everything retyped; no metadata is left
        notebook["cells"] = [
            code(f"%%exercise keep-alive\n{answer('keep-alive', 'partly_never_gives_up')}"),
            markdown("Answer to why-so-often: the buffer."),
        ]

    def cheating(notebook):
        fill(notebook, "keep-alive", "print('attempt 1: exit status 0')")
        for cell in list(notebook["cells"]):
            about = cell["metadata"].get("nbgrader", {})
            if about.get("points"):
                about["points"] = 100
                cell["source"] = "100.0"
                cell["outputs"] = [
                    {
                        "output_type": "execute_result",
                        "data": {"text/plain": "100"},
                        "metadata": {},
                        "execution_count": 1,
                    }
                ]
                notebook["cells"].append(json.loads(json.dumps(cell)))

    submit(course, "anna", diligent)
    submit(course, "boris", only_own_cells)
    submit(course, "carl", cheating)


def test_autograde_and_feedback(course):
    hand_in(course)
    command(course, "autograde", ONE)
    anna, boris, carl = (grades(course, student) for student in ("anna", "boris", "carl"))
    assert anna["keep-alive"][0] == 4 and anna["limited-jobs"][0] == anna["whole-log"][0] == 0
    assert anna["why-so-often"] == (None, None, True), "a person gives these"
    assert 0 < boris["keep-alive"][0] < 4 and boris["why-so-often"][2]
    assert carl["keep-alive"][0] < 2 and carl["limited-jobs"][0] == 0
    graded = json.loads((course / "autograded" / "anna" / ONE / f"{ONE}.ipynb").read_text())
    ran = [
        cell for cell in graded["cells"] if cell.get("outputs") and "points" not in cell["metadata"].get("nbgrader", {})
    ]
    assert ran == [], "nothing was executed beside the gradebook"

    # What a person has given, and what she has changed, stays when everything is marked again.
    with Gradebook(f"sqlite:///{course}/gradebook.db", "processes") as gradebook:
        for task, points in (("why-so-often", 1.5), ("keep-alive", 3)):
            gradebook.find_grade(f"{ONE}--{task}", ONE, ONE, "anna").manual_score = points
        gradebook.db.commit()
    command(course, "autograde", ONE, "--force", "--student=anna")
    again = grades(course, "anna")
    assert again["why-so-often"][1] == 1.5 and again["keep-alive"][:2] == (4, 3)
    with Gradebook(f"sqlite:///{course}/gradebook.db", "processes") as gradebook:
        assert gradebook.find_submission(ONE, "anna").score == 4.5

    command(course, "generate_feedback", ONE)
    page = (course / "feedback" / "boris" / ONE / f"{ONE}.html").read_text()
    assert "data:image/png;base64," in page and "✗" in page and "keep-alive" in page


def test_the_other_assignment(tmp_path):
    name = names()[1]
    task = next(task for task in adapter.load(name).tasks if not task.by_hand)
    make_course(tmp_path, name)
    submit(tmp_path, "anna", lambda notebook: fill(notebook, task.name, answer(task.name)), name)
    command(tmp_path, "autograde", name)
    found = grades(tmp_path, "anna", name)
    assert found.pop(task.name)[0] == task.max_points
    assert {auto for auto, _, _ in found.values()} <= {0, None}
    command(tmp_path, "generate_feedback", name)
    assert "data:image/png;base64," in (tmp_path / "feedback" / "anna" / name / f"{name}.html").read_text()


def test_without_a_sandbox_nothing_is_marked(course):
    fake = course / "bin" / "bwrap"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    submit(course, "anna", lambda notebook: None)
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.Mark.unsafe = False\n")
    said = command(course, "autograde", ONE, fails=True, PATH=f"{fake.parent}:{ENVIRONMENT['PATH']}")
    assert "so they run in a sandbox or not at all" in said
    assert {auto for auto, _, _ in grades(course, "anna").values()} == {None}
