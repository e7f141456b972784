"""`course.py notebooks`: what it stores, and when it finds a stored output out of date."""

import copy
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.build import fresh, notebooks
from helpers.notebook.cells import originals

SANITIZE = (Path(__file__).parents[1] / "nbval-sanitize.cfg").read_text(encoding="utf-8")
NOT_COMPARED = {"tags": ["nbval-ignore-output"]}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A course of one notebook that prints what its one program holds, and has not been run yet."""
    programs = tmp_path / "programs"
    (programs / "fork").mkdir(parents=True)
    (programs / "fork" / "once.py").write_text("one")
    cells = [
        new_markdown_cell("# A lesson"),
        new_code_cell("from pathlib import Path; import os, time; print(Path('programs/fork/once.py').read_text())"),
        new_code_cell("print('pid', os.getpid())", metadata={"scrolled": True}),
        new_code_cell("time.time()", metadata=NOT_COMPARED),
    ]
    nbformat.write(new_notebook(cells=cells, metadata={"widgets": {}}), tmp_path / "1.1-lesson.ipynb")
    for name, place in (("NOTEBOOKS", tmp_path), ("PROGRAMS", programs)):
        monkeypatch.setattr(notebooks, name, place)
    monkeypatch.setattr(originals, "FILE", tmp_path / "originals.json")  # the course's own stays as it is
    return tmp_path


def test_stored_once_then_fresh_then_stale_when_the_program_changes(folder, capsys):
    path = folder / "1.1-lesson.ipynb"
    assert notebooks.check([path]) == 1
    assert notebooks.renew([path], in_any_case=False) == 0
    stored = path.read_text()
    assert notebooks.check([path]) == 0
    assert notebooks.renew([path], in_any_case=False) == 0
    assert path.read_text() == stored, "what is fresh should not be written again"
    (folder / "programs" / "fork" / "once.py").write_text("two")
    capsys.readouterr()
    assert notebooks.check([path]) == 1
    assert "its programs have changed" in capsys.readouterr().out
    assert notebooks.renew([path], in_any_case=False) == 0
    assert "two" in path.read_text() and notebooks.check([path]) == 0


def test_what_is_stored_is_normalised(folder):
    before = notebooks.read(folder / "1.1-lesson.ipynb")
    after = notebooks.execute(before, folder)
    assert set(after.metadata) == {"kernelspec", "language_info", "course"}
    assert "version" not in after.metadata.language_info
    assert [dict(cell.metadata) for cell in after.cells] == [{}, {}, {}, NOT_COMPARED]
    assert [cell.id for cell in after.cells] == [cell.id for cell in before.cells]
    assert [cell.execution_count for cell in after.cells[1:]] == [1, 2, 3]
    assert before.cells[1].execution_count is None, "the notebook that was given is left as it was"


def test_a_notebook_that_fails_is_not_stored(folder, capsys):
    path = folder / "1.1-lesson.ipynb"
    notebook = notebooks.read(path)
    notebook.cells[2].source = "1 / 0"
    notebooks.write(notebook, path)
    before = path.read_text()
    assert notebooks.renew([path], in_any_case=True) == 1
    assert path.read_text() == before
    said = capsys.readouterr().out
    assert "not stored" in said and "ZeroDivisionError" in said and "\x1b" not in said


def test_notebooks_are_chosen_by_the_beginning_of_their_names(folder):
    assert notebooks.chosen(["1.1"]) == notebooks.chosen([]) == [folder / "1.1-lesson.ipynb"]
    with pytest.raises(SystemExit, match="1.1-lesson"):
        notebooks.chosen(["1.2"])


def test_without_notebooks_nothing_passes(folder):
    (folder / "1.1-lesson.ipynb").unlink()
    with pytest.raises(SystemExit, match="no notebooks"):
        notebooks.chosen([])


# ---- what the digest covers -----------------------------------------------------------------


def test_a_neighbour_of_a_program_counts_and_a_stranger_does_not(folder):
    notebook = notebooks.read(folder / "1.1-lesson.ipynb")
    digest = fresh.made_from(notebook, folder / "programs")
    (folder / "programs" / "queues").mkdir()
    (folder / "programs" / "queues" / "basics.py").write_text("other")
    notebook.cells[0].source = "# Another title"
    assert fresh.made_from(notebook, folder / "programs") == digest
    (folder / "programs" / "fork" / "neighbour.py").write_text("imported by once.py")
    with_neighbour = fresh.made_from(notebook, folder / "programs")
    assert with_neighbour != digest
    notebook.cells[1].source += " # more"
    assert fresh.made_from(notebook, folder / "programs") != with_neighbour


# ---- what counts as a difference --------------------------------------------------------------


def one_cell(*outputs, **metadata):
    return new_notebook(cells=[new_code_cell("1", outputs=list(outputs), metadata=metadata)])


def printed(text):
    return new_output("stream", name="stdout", text=text)


def picture(png, words="Two processes ran."):
    return new_output("display_data", data={"image/png": png, "text/plain": words})


@pytest.mark.parametrize(
    ("stored", "rerun", "said"),
    [
        (one_cell(printed("two")), one_cell(printed("three")), "+ three"),
        (one_cell(printed("two")), one_cell(), "a run today gives nothing"),
        (one_cell(printed("two")), one_cell(picture("x", "two")), "image/png"),
        (one_cell(picture("x"), picture("x")), one_cell(picture("x")), "says something else"),
        (one_cell(picture("x")), one_cell(picture("x", "Three processes ran.")), "Three processes"),
        (one_cell(printed("child 1 | left")), one_cell(printed("child 2 | left")), "child 2"),
        (one_cell(), one_cell(new_output("error", ename="OSError", evalue="no", traceback=[])), "error"),
    ],
)
def test_a_difference_is_told(stored, rerun, said):
    assert said in "\n".join(fresh.differences(stored, rerun, SANITIZE))


@pytest.mark.parametrize(
    ("stored", "rerun"),
    [
        (one_cell(printed("a"), printed("b")), one_cell(printed("ab"))),
        (one_cell(picture("x")), one_cell(picture("y"))),
        (one_cell(printed("two"), **NOT_COMPARED), one_cell(printed("three"), **NOT_COMPARED)),
        (one_cell(printed("   4711 | hello\n  12 ! no\n")), one_cell(printed("  99 | hello\n 130000 ! no\n"))),
        (one_cell(printed("child: I am 4711")), one_cell(printed("child: I am 9"))),
        (one_cell(printed("my parent is now 1")), one_cell(printed("my parent is now 4711"))),
        (one_cell(printed("name: A pid: 12")), one_cell(printed("name: A pid: 13"))),
    ],
)
def test_what_no_two_runs_share_is_no_difference(stored, rerun):
    assert list(fresh.differences(stored, rerun, SANITIZE)) == []
    assert list(fresh.differences(copy.deepcopy(rerun), stored, SANITIZE)) == []
