"""Do the stored outputs of a notebook belong to the present sources?

Two questions, because neither is enough alone:

* Were they made from what is there now? `made_from` is a digest of the code cells and of the programs and
  solutions that they run; `course.py notebooks` stores it in the notebook. So a picture, which can't be compared (no
  two runs have the same times), is known to be old when its program has changed.
* Would a run today say the same? `differences` compares two runs of one notebook as nbval does: text
  after sanitising, pictures not, cells tagged nbval-ignore-output not. Beyond nbval it compares which
  *kinds* of output there are, so that a picture that has gone missing is noticed.

A change of helpers/picture does not make a notebook stale: its words are compared anyway, and its
looks are for `course.py notebooks NAME` to renew when somebody wants them renewed.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from nbval.plugin import get_sanitize_patterns

from ..teach.marking import find

PICTURES = ("image/png", "image/jpeg")
IGNORED = "nbval-ignore-output"
SOLUTION = re.compile(r"^solution\([\"']([\w-]+)[\"']\)", re.MULTILINE)


def made_from(notebook, programs: Path) -> str:
    """A digest of the notebook's code cells and of every file in the folders of the programs they name."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    digest = hashlib.sha256("\0".join(sources).encode())
    for path in programs_used("\n".join(sources), programs):
        digest.update(b"\0" + path.relative_to(programs).as_posix().encode() + b"\0" + path.read_bytes())
    for name in SOLUTION.findall("\n".join(sources)):
        digest.update(b"\0" + name.encode() + b"\0" + find(name).solution.read_bytes())
    return digest.hexdigest()[:16]


def programs_used(source: str, programs: Path) -> list[Path]:
    """The files beside each program whose name (``fork/once.py``) stands in `source`, in order.

    Its whole folder counts, since programs of one section may import or open one another.
    """
    files = [path for path in sorted(programs.rglob("*.*")) if path.is_file() and path.suffix != ".pyc"]
    named = {path.parent for path in files if path.relative_to(programs).as_posix() in source}
    return [path for path in files if path.parent in named]


def differences(stored, rerun, sanitize: str) -> Iterator[str]:
    """What a rerun of a notebook showed otherwise than the stored one, a sentence for each cell.

    `sanitize` is the text of an nbval sanitising file.
    """
    for number, (before, now) in enumerate(zip(stored.cells, rerun.cells, strict=True)):
        if before.cell_type != "code" or IGNORED in before.metadata.get("tags", ()):
            continue
        was, is_now = seen(before.outputs, sanitize), seen(now.outputs, sanitize)
        if was.keys() != is_now.keys():
            kinds = [", ".join(sorted(kinds)) or "nothing" for kinds in (was, is_now)]
            yield f"cell {number}: the file stores {kinds[0]}, a run today gives {kinds[1]}"
        elif was != is_now:
            lines = [line for kind in was for line in changed_lines(was[kind], is_now[kind])]
            yield f"cell {number}: a run today says something else:\n" + "\n".join(lines)


def seen(outputs, sanitize: str) -> dict[str, str]:
    """What a cell's outputs show: kind of output → all its text, sanitised (of a picture: how many)."""
    texts: dict[str, str] = {}
    for output in outputs:
        if output.output_type == "stream":
            data = {output.name: output.text}
        elif output.output_type == "error":
            data = {"error": f"{output.ename}: {output.evalue}"}
        else:
            data = output.data
        for kind, text in data.items():
            shown = "(picture)" if kind in PICTURES else sanitised(str(text), sanitize)
            texts[kind] = texts.get(kind, "") + shown
    return texts


def sanitised(text: str, sanitize: str) -> str:
    """`text` with every pattern of an nbval sanitising file replaced, as nbval does it."""
    for pattern, replacement in get_sanitize_patterns(sanitize):
        text = re.sub(pattern, replacement, text)
    return text


def changed_lines(before: str, now: str) -> list[str]:
    """The lines that differ, ``-`` stored and ``+`` today, at most ten of them."""
    diff = difflib.ndiff(before.splitlines(), now.splitlines())
    return ["    " + line[:200] for line in diff if line.startswith(("-", "+"))][:10]
