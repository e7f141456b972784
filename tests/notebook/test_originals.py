"""Is a cell's program the course's own? By its digest, which must be up to date for every notebook."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.notebook.cells import originals

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


@pytest.fixture
def known(tmp_path, monkeypatch):
    """A course whose only program is one fork."""
    monkeypatch.setattr(originals, "FILE", tmp_path / "originals.json")
    cells = [
        "%%program\nimport os\nos.fork()\n",
        "import os",
        "%%exercise one --minutes 9\n# yours",
    ]
    store = {"1.3": originals.digests(new_notebook(cells=[new_code_cell(cell) for cell in cells]))}
    originals.store(store)
    yield store
    originals._known.cache_clear()


@pytest.mark.parametrize(
    "text", ["import os\nos.fork()\n", "import os\nos.fork()", "import os  \nos.fork()\n\n", "# yours"]
)
def test_the_text_of_the_course_is_known(known, text):
    assert originals.is_original(text)


@pytest.mark.parametrize(
    "text", ["import os\nos.fork()\nos.fork()\n", "import os\n os.fork()", "import os", "", "# mine"]
)
def test_any_other_text_is_not(known, text):
    assert not originals.is_original(text)
    assert len(known["1.3"]) == 2


def test_nothing_is_known_where_nothing_was_stored(tmp_path, monkeypatch):
    monkeypatch.setattr(originals, "FILE", tmp_path / "none.json")
    assert originals.stored() == {}


def test_the_stored_digests_are_those_of_the_notebooks():
    now = {path.stem: originals.digests(nbformat.read(path, as_version=4)) for path in NOTEBOOKS}
    assert originals.stored() == now, "A program in a cell has changed: run `python3 course.py notebooks`."
