"""Is the text of a cell's program the course's own, or did the learner change it?

    course.py notebooks ──► originals.json: for each notebook, a digest of the text of every %%program,
                                 │          %%exercise and %%second_kernel cell
    %%program in a cell ──► is_original(text) ──► a Run that knows whether claims hold for it

The digests lie in a file of their own, since the notebook itself is what the learner changes. Space at the end of a
line, and empty lines before and after the text, make no difference.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from pathlib import Path

FILE = Path(__file__).with_name("originals.json")
A_PROGRAM = re.compile(r"%%(?:program|exercise|second_kernel)\b[^\n]*\n(.*)", re.DOTALL)


def is_original(text: str) -> bool:
    """Whether a cell of the course has exactly this program (without the magic's own line)."""
    return digest(text) in _known()


def digest(text: str) -> str:
    """Sixteen characters that stand for the text."""
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    return hashlib.sha256("\n".join(lines).strip("\n").encode()).hexdigest()[:16]


def digests(notebook) -> list[str]:
    """The digests of all programs in a notebook's cells, in order."""
    cells = [A_PROGRAM.match(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
    return [digest(match[1]) for match in cells if match]


def stored() -> dict[str, list[str]]:
    """Notebook (its file's name without the ending) → the digests of its programs."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def store(by_notebook: dict[str, list[str]]) -> None:
    """Make these the course's own programs."""
    FILE.write_text(json.dumps(by_notebook, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    _known.cache_clear()


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(one for digests in stored().values() for one in digests)
