"""An update by nbgitpuller brings what is new, and never touches what a student has made."""

import json
import os

import pytest

pytest.importorskip("nbgitpuller", reason="what a hub needs isn't installed: requirements/hub-lock.txt")

from classroom.hub import student
from helpers.teach.answers import NAME

FORK, VARIABLES = "1.3-fork.ipynb", "1.4-global-variables.ipynb"
PROGRAM = "helpers/programs/1.3/fork_wait.py"


def newer(text):
    """A notebook with one more cell at its end."""
    notebook = json.loads(text)
    notebook["cells"].append({"cell_type": "markdown", "id": "new", "metadata": {}, "source": "What's new"})
    return json.dumps(notebook)


def is_new(path):
    return json.loads(path.read_text())["cells"][-1]["source"] == "What's new"


@pytest.fixture
def home(teacher, tmp_path):
    """A student's home after the server's first start."""
    folder = tmp_path / "home"
    folder.mkdir()
    start(teacher, folder)
    return folder


def start(teacher, home):
    student.fetch(teacher.folder.as_uri(), "", home / student.COURSE)
    student.make_copies(home / student.COURSE)


def everything_in(folder):
    """path → content of every file below this folder, links not followed."""
    walked = (os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)
    return {path: open(path, "rb").read() for path in walked}


def test_at_the_first_start_the_copies_are_made(home):
    own = home / student.COURSE / "my-course"
    assert (own / FORK).is_file()
    assert (own / "helpers" / "__init__.py").is_file()


def test_what_a_student_has_changed_stays_byte_for_byte(teacher, home):
    course = home / student.COURSE
    own = course / "my-course"
    notebook = json.loads((own / FORK).read_text())
    notebook["cells"][3]["source"] = "my own words"
    (own / FORK).write_text(json.dumps(notebook))
    (own / NAME).write_text('{"version": 1, "predictions": {"mine": {}}}')
    (own / "mine.py").write_text("print('mine')\n")
    (own / "1-processes.ipynb").write_text(json.dumps(notebook))
    mine = {name: (own / name).read_bytes() for name in (FORK, NAME, "mine.py", "1-processes.ipynb")}

    for name in (FORK, VARIABLES):
        teacher.publish(f"notebooks/{name}", newer)
    start(teacher, home)

    assert {name: (own / name).read_bytes() for name in mine} == mine
    assert is_new(course / "notebooks" / FORK)
    assert is_new(own / VARIABLES)


def test_nbgitpuller_alone_touches_nothing_at_all_in_my_course(teacher, home):
    own = home / student.COURSE / "my-course"
    before = everything_in(own)
    teacher.publish(f"notebooks/{FORK}", newer)
    student.fetch(teacher.folder.as_uri(), "", home / student.COURSE)
    assert is_new(home / student.COURSE / "notebooks" / FORK)
    assert everything_in(own) == before


def test_even_if_the_course_comes_to_have_a_file_of_that_name_the_students_stays(teacher, home):
    own = home / student.COURSE / "my-course"
    mine = (own / FORK).read_bytes()
    (teacher.folder / "my-course").mkdir()
    (teacher.folder / "my-course" / FORK).write_text("added by mistake")
    teacher.git("add", "--force", f"my-course/{FORK}")
    teacher.git("commit", "--message=a mistake")
    student.fetch(teacher.folder.as_uri(), "", home / student.COURSE)
    assert mine in [path.read_bytes() for path in own.glob("1.3-fork*.ipynb")]


def test_a_program_of_the_course_that_a_student_has_changed_keeps_the_changes(teacher, home):
    program = home / student.COURSE / PROGRAM
    program.write_text(program.read_text() + "print('mine')\n")
    teacher.publish(PROGRAM, lambda text: "# the teacher's\n" + text)
    start(teacher, home)
    assert program.read_text().startswith("# the teacher's\n")
    assert program.read_text().endswith("print('mine')\n")


def test_without_the_repository_the_course_stays_as_it_is(teacher, home, capfd):
    before = everything_in(home)
    teacher.folder.rename(teacher.folder.with_name("gone"))
    start(teacher, home)
    assert "can't be fetched" in capfd.readouterr().err
    after = everything_in(home)
    assert {path: after[path] for path in before if "/.git/" not in path} == {
        path: content for path, content in before.items() if "/.git/" not in path
    }
