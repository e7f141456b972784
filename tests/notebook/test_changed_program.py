"""A learner changes a program as the lesson invites them to, and runs all cells: nothing fails, and every claim about
that program says why it isn't checked. In a real kernel, with the course's own program beside it."""

import re

import nbformat
from kernels import ROOT
from nbclient import NotebookClient

from helpers.teach.claims import STRICT

MAGIC = re.compile(r"%%program\b[^\n]*\n.*", re.DOTALL)
CLAIMS = """
claim("Nobody wrote of frogs.", r.who_wrote("frogs") == [])
claim("Nothing took longer than the whole.", r.elapsed() > 0)
"""
ABOUT_OTHERS = """
claim("The fourth child sang.", r.wrote("child 4", "la"))
claim("Singing came first.", r.in_order(r.call("sing"), r.birth("child 4")))
"""


def a_program_of_the_course() -> str:
    """A %%program cell as it is in one of the notebooks."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code" and MAGIC.match(cell.source):
                return cell.source
    raise AssertionError("No notebook holds a program in a cell.")


def said(*cells, strict=None, monkeypatch):
    """What each cell says when all are run, or the error's text for one that fails (then all go on)."""
    if strict:
        monkeypatch.setenv(STRICT, strict)
    else:
        monkeypatch.delenv(STRICT, raising=False)
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in ("from helpers import claim", *cells)]
    )
    where = {"metadata": {"path": str(ROOT / "notebooks")}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True, resources=where).execute()
    outputs = [
        [output for output in cell.outputs if output.output_type in ("stream", "error")] for cell in notebook.cells
    ]
    return ["".join(one.get("text") or "\n".join(one.traceback) for one in cell) for cell in outputs][1:]


def test_claims_about_the_courses_own_program_are_checked(monkeypatch):
    _, claims = said(a_program_of_the_course(), CLAIMS, strict="1", monkeypatch=monkeypatch)
    assert claims == "✓ Nobody wrote of frogs.\n✓ Nothing took longer than the whole.\n"


def test_claims_about_a_changed_program_are_left_open(monkeypatch):
    changed = a_program_of_the_course() + "\nprint('frogs')\n"
    _, claims, others = said(changed, CLAIMS, ABOUT_OTHERS, monkeypatch=monkeypatch)
    lines = (claims + others).splitlines()
    assert len(lines) == 4
    assert all(re.fullmatch(r"○ .* \(Not checked here: you changed the program\.\)", line) for line in lines)


def test_what_the_program_did_is_shown_all_the_same(monkeypatch):
    _, shown = said("%%program\nprint('frogs')\n", "print(r.who_wrote('frogs'), r.roles())", monkeypatch=monkeypatch)
    assert shown == "['main'] ['main']\n"


def test_a_strict_build_does_not_leave_them_open(monkeypatch):
    _, claims = said("%%program\nprint(1)\n", CLAIMS, strict="1", monkeypatch=monkeypatch)
    assert "○ Nobody wrote of frogs." in claims and "`python3 course.py notebooks`" in claims
    assert "Nothing took longer" not in claims
