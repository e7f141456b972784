"""The teacher's page: what it names is there, and worth what it says."""

import re

import pytest

from classroom.marking.tasks import load, names
from helpers.build.notebooks import NOTEBOOKS, ROOT

PAGE = ROOT / "classroom" / "README.md"
ROW = re.compile(r"^\| (?:\*\*\d\*\* )?`([\w-]+)` \| (\d+)", re.MULTILINE)


@pytest.fixture(scope="module")
def page():
    return PAGE.read_text()


def test_every_task_is_in_the_table_with_its_points(page):
    tasks = [task for name in names() for task in load(name).tasks]
    assert [(name, float(points)) for name, points in ROW.findall(page)] == [
        (task.name, task.max_points) for task in tasks
    ]


def test_what_is_linked_is_there(page):
    links = [link for link in re.findall(r"\]\(([^)]+)\)", page) if not link.startswith("https:")]
    assert links
    assert all((PAGE.parent / link).exists() for link in links)


def test_every_section_is_in_the_timetable(page):
    together = " ".join(row.split("|")[2] for row in page.splitlines() if re.match(r"\| \d", row))
    sections = {path.name.partition("-")[0] for path in NOTEBOOKS.glob("*.ipynb")}
    assert sections <= set(re.findall(r"\b\d(?:\.\d)?\b", together))
