"""Is this notebook built like the others? The rules that nbval can't check.

nbval runs cells and compares text. It doesn't notice a cell that was never run (no execution count: nothing
to compare), a cell whose comparison is switched off for good, or a lesson without its question. Each
rule here is a function from a notebook to the sentences about what is wrong with it; none means that the
rule is kept, and `broken_rules` asks each. The rules about headings are in `bones`, those about claims in
`evidence`, those about time in `minutes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import bones, evidence, minutes

IGNORED = "nbval-ignore-output"
# Tags and comments by which nbval or nbclient would run a cell without judging it, or not run it at all.
NOT_JUDGED_TAGS = ("raises-exception", "nbval-skip", "nbval-raises-exception", "nbval-test-listed")
NOT_JUDGED_COMMENT = re.compile(r"^\s*#\s*(NBVAL_|PYTEST_VALIDATE)\w+", re.MULTILINE)
RUNS_A_PROGRAM = re.compile(r"\brun\(|^%%(program|exercise)\b|^solution\(", re.MULTILINE)
MARKED = re.compile(r"""(?:%%)?(exercise|solution)(?:[ \t]+|\(["'])([\w-]+)""")
PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
# An absolute path of two parts or more, except in the folders that the kernel shows the same to everybody.
# What begins with "…/" is shortened already: there lines.py left a folder out.
MACHINE_PATH = re.compile(r"(?<![\w/.:<…])/(?!proc/|dev/|sys/)\w[\w.-]*/[\w.-]+|\b[A-Z]:\\\w+")
LEFT_OPEN = re.compile(r"^○ .*", re.MULTILINE)
DATA_URL = re.compile(r"data:[\w/+;=-]+,[^\"')\s]*")
NOTEBOOK_METADATA = {"kernelspec", "language_info", "course"}
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
CELL_METADATA = {"tags", "jupyter"}


def code_cells(notebook) -> list:
    """The code cells, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def texts(output) -> dict[str, str]:
    """What an output says, by kind, pictures left out (their data too where HTML carries it)."""
    data = {output.name: output.text} if output.output_type == "stream" else output.get("data", {})
    if output.output_type == "error":
        data = {"error": "\n".join(output.traceback)}
    return {kind: DATA_URL.sub("", str(text)) for kind, text in data.items() if kind not in PICTURES}


def executed_in_order(notebook) -> Iterator[str]:
    """Every code cell was run once, from top to bottom."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"its cells were not run once each from top to bottom: their numbers are {counts}"


def no_errors(notebook) -> Iterator[str]:
    """No cell ends in an error, and nothing was written to the kernel's own stderr."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if output.output_type == "error":
                yield f"the cell {cell.source[:40]!r} ends in {output.ename}"
            if output.output_type == "stream" and output.name == "stderr":
                yield f"the cell {cell.source[:40]!r} writes to stderr: {output.text[:80]!r}"


def stable_ids(notebook) -> Iterator[str]:
    """Every cell has an id of its own, stored in the file (format 4.5 or later)."""
    ids = [cell.get("id") for cell in notebook.cells]
    if (notebook.nbformat, notebook.nbformat_minor) < (4, 5) or None in ids:
        yield "its cells have no ids: it should be of notebook format 4.5"
    elif len(set(ids)) != len(ids):
        yield f"two cells share an id: {sorted({i for i in ids if ids.count(i) > 1})}"


def plain_metadata(notebook) -> Iterator[str]:
    """Nothing is stored that differs between two machines or two editors."""
    metadata = notebook.metadata
    if set(metadata) != NOTEBOOK_METADATA:
        yield f"its metadata should be {sorted(NOTEBOOK_METADATA)} and is {sorted(metadata)}"
    if dict(metadata.get("kernelspec", {})) != KERNEL:
        yield "its kernel should be python3, shown as Python 3"
    if "version" in metadata.get("language_info", {}):
        yield "it stores the version of the Python that ran it"
    for cell in notebook.cells:
        if extra := set(cell.metadata) - CELL_METADATA:
            yield f"the cell {cell.source[:40]!r} has the metadata {sorted(extra)}"


def everything_judged(notebook) -> Iterator[str]:
    """No cell is exempt from judgement by a tag or a comment."""
    for cell in code_cells(notebook):
        for tag in set(cell.metadata.get("tags", ())) & set(NOT_JUDGED_TAGS):
            yield f"the cell {cell.source[:40]!r} has the tag {tag}"
        if comment := NOT_JUDGED_COMMENT.search(cell.source):
            yield f"the cell {cell.source[:40]!r} says {comment.group().strip()}: tag it instead"


def ignored_then_claimed(notebook) -> Iterator[str]:
    """What nbval does not compare is claimed before the next program runs.

    Not so an exercise and its solution: the solution's cell fails if it is not marked fully right.
    """
    cells = code_cells(notebook)
    for number, cell in enumerate(cells):
        if IGNORED not in cell.metadata.get("tags", ()) or MARKED.match(cell.source):
            continue
        for later in cells[number + 1 :]:
            if "claim(" in later.source:
                break
            if RUNS_A_PROGRAM.search(later.source):
                yield f"nothing is claimed of the cell {cell.source[:40]!r} before the next program runs"
                break
        else:
            yield f"nothing is claimed of the cell {cell.source[:40]!r}, which nbval does not compare"


def exercises_solved(notebook) -> Iterator[str]:
    """The next marked cell after an exercise is its solution, of the same name."""
    matches = [MARKED.match(cell.source) for cell in code_cells(notebook)]
    marked = [(match[1], match[2]) for match in matches if match]
    for number, (kind, name) in enumerate(marked):
        if kind == "exercise" and marked[number + 1 : number + 2] != [("solution", name)]:
            yield f"the exercise {name!r} is not followed by its solution"


def no_machine_paths(notebook) -> Iterator[str]:
    """No output tells where on somebody's machine it was made."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            for text in texts(output).values():
                if path := MACHINE_PATH.search(text):
                    yield f"an output of the cell {cell.source[:40]!r} shows the path {path.group()!r}"


def words_beside_pictures(notebook) -> Iterator[str]:
    """Who can't see a picture finds words in its place."""
    for cell in notebook.cells:
        shown = [cell.source] if cell.cell_type == "markdown" else []
        for output in cell.get("outputs", ()):
            said = texts(output)
            shown.append(said.get("text/html", ""))
            has_picture = any(kind in output.get("data", {}) for kind in PICTURES)
            if has_picture and len(re.sub(r"<[^>]*>", "", said.get("text/plain", "")).split()) < 3:
                yield f"a picture of the cell {cell.source[:40]!r} has no words beside it"
        for text in shown:
            without = re.search(r"!\[\s*\]\(|<img(?![^>]*\balt=[\"'][^\"'])[^>]*>", text)
            if without:
                yield f"the picture {without.group()[:40]!r} has no alternative text"


def pictures_for_every_viewer(notebook) -> Iterator[str]:
    """Each stored picture has an `<img>` with alt and width, the same in the PNG's metadata, and its words as text."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if "image/png" not in output.get("data", {}):
                continue
            png, html = output.get("metadata", {}).get("image/png", {}), output.data.get("text/html", "")
            image = re.search(r"<img [^>]*>", DATA_URL.sub("", str(html)))
            missing = [
                *([] if image and re.search(r'\balt="[^"]+"', image[0]) else ["an <img> with a text in alt"]),
                *([] if image and re.search(r'\bwidth="\d+"', image[0]) else ["an <img> with a width in pixels"]),
                *([] if isinstance(png.get("alt"), str) and png["alt"] else ["alt in the PNG's metadata"]),
                *([] if isinstance(png.get("width"), int) else ["a number as width in the PNG's metadata"]),
                *([] if str(output.data.get("text/plain", "")).strip() else ["words as text/plain"]),
            ]
            if missing:
                yield f"a picture of the cell {cell.source[:40]!r} lacks {', '.join(missing)}"


def nothing_left_open(notebook) -> Iterator[str]:
    """No stored output holds a claim that could not be checked: lessons are stored where everything can be shown."""
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", ()):
            for text in texts(output).values():
                if left_open := LEFT_OPEN.search(text):
                    yield f"cell {number} stores a claim that was not checked: {left_open.group()}"


FRAME = (
    executed_in_order, no_errors, stable_ids, plain_metadata, everything_judged,
    ignored_then_claimed, exercises_solved, no_machine_paths, words_beside_pictures, pictures_for_every_viewer,
    nothing_left_open,
)  # fmt: skip
LESSON = (*bones.RULES, evidence.claims_read_as_sentences, evidence.short_lines, minutes.told_honestly)
NO_LESSON = (*bones.FRAME, evidence.short_lines)


def broken_rules(notebook, is_lesson: bool = True) -> list[str]:
    """A sentence for everything that is wrong with `notebook`; a lesson needs all its landmarks, and honest minutes."""
    rules = (*FRAME, *(LESSON if is_lesson else NO_LESSON))
    return [fault for rule in rules for fault in rule(notebook)]
