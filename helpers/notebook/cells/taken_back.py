"""What does the course's own text of a cell say? For `%%original`.

    JupyterLab ──the cell's id──► kernel ──► notebooks/1.3-fork.ipynb, the cell of that id ──► back into the page

A cell keeps its id however its text is changed, and so it is found again. Ids are looked up in the notebook that
the kernel belongs to (jupyter_server tells its name in JPY_SESSION_NAME) before all others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from ...teach.explained import Explained

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"


class NoOriginal(Explained, LookupError):
    """The cell is none of the course's."""


def of_cell(cell_id: str | None) -> str:
    """The course's text of the cell with this id. Raises NoOriginal if it has none, or if the page tells no id."""
    for cell in _cells(f'"{cell_id}"') if cell_id else ():
        if cell.get("id") == cell_id:
            return "".join(cell["source"])
    raise NoOriginal(
        "This cell is none of the course's own, so there is nothing to take it back to. Put `%%original` on top of a "
        "cell that you have changed. To begin the whole notebook again, run `python3 course.py fresh` and its number "
        "in a terminal."
    )


def _cells(holding: str) -> Iterator[dict]:
    """The cells of every notebook whose file holds this text, the kernel's own notebook first."""
    own = Path(os.environ.get("JPY_SESSION_NAME", "")).name
    for path in sorted(NOTEBOOKS.glob("*.ipynb"), key=lambda path: (path.name != own, path.name)):
        text = path.read_text(encoding="utf-8")
        if holding in text:
            yield from json.loads(text)["cells"]
