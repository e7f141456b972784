"""Which cell answers which task? Told by the task's name in the cell, never by metadata or places.

    %%exercise limited-jobs          a program: all that stands below this line
    **Answer to why-so-often**       prose: all that stands behind it

So a cell is found wherever it was moved to, as a copy, under another id, as another kind of cell, or typed anew. Where
there are several, the last counts that is neither empty nor as it was given out. A program that was split over several
cells is put together from the plain code cells below it, unless it is better without them. A name with a slip in it is
understood if it is near enough to one that is missing. Nothing of a notebook is run here.
"""

from __future__ import annotations

import ast
import json
import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from .tasks import Assignment

LARGEST = 50_000_000  # bytes of a notebook; with a picture for each run they have one or two million
LONGEST = 200_000  # letters of one program or text
EXERCISE = re.compile(r"^[ \t]*%%[ \t]*exercise\b[ \t:]*[\"'`]?([^\s\"'`]*)[^\n]*$", re.MULTILINE | re.IGNORECASE)
PROSE = re.compile(r"^\W*answer to\W+([\w-]+)", re.MULTILINE | re.IGNORECASE)
NOT_A_PART = re.compile(r"^\s*(?:[%!?]|hint\(|r\.(?:timeline|cpus|tree)\(|assignment\()", re.MULTILINE)
FENCE = re.compile(r"^\s*```\w*\s*$\n?", re.MULTILINE)


class Unreadable(ValueError):
    """This is no notebook; the message says why."""


@dataclass(frozen=True)
class Cell:
    """A cell's kind ("code", "markdown", "raw") and its text."""

    kind: str
    text: str


@dataclass
class Answer:
    """What was found for a task. A program may be meant in more than one way: the `texts`, the likeliest first."""

    texts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def cells(path: Path) -> list[Cell]:
    """The cells of a notebook file. Raises Unreadable."""
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as problem:
        raise Unreadable(f"The notebook can't be read: {problem.strerror}.") from None
    if data is None:
        raise Unreadable(f"The notebook is larger than {LARGEST // 1_000_000} million bytes.")
    return cells_of(data)


def cells_of(data: bytes) -> list[Cell]:
    """The cells of a notebook's JSON. Raises Unreadable."""
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unreadable("This file is no notebook: it doesn't hold JSON.") from None
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(found, list):
        raise Unreadable("This file is no notebook: it has no cells.")
    return [_cell(cell) for cell in found if isinstance(cell, dict)]


def _cell(cell: dict) -> Cell:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    text = source if isinstance(source, str) else ""
    text = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\0", "")
    return Cell(str(cell.get("cell_type")), text)


def names_in(found: list[Cell]) -> list[str]:
    """The names of all tasks that the cells say they answer."""
    programs = [simple(match[1]) for cell in found for match in EXERCISE.finditer(cell.text)]
    return programs + [simple(match[1]) for cell in found for match in PROSE.finditer(cell.text)]


def answers(found: list[Cell], assignment: Assignment, starts: Mapping[str, str]) -> dict[str, Answer]:
    """What answers each task of the assignment, by its name; a task without an answer has no texts.

    `starts` are the texts that were given out: name → program, or prose.
    """
    answered = {task.name: Answer() for task in assignment.tasks}
    candidates: dict[str, list[list[str]]] = {name: [] for name in answered}
    unknown: list[tuple[str, list[str]]] = []
    for name, texts in [*_programs(found), *_prose(found)]:
        if name in candidates:
            candidates[name].append(texts)
        else:
            unknown.append((name, texts))
    for name, texts in unknown:
        near = get_close_matches(name, [task for task in candidates if not candidates[task]], n=1, cutoff=0.75)
        if near:
            candidates[near[0]].append(texts)
            answered[near[0]].notes.append(f"The cell is called {name!r}, which was taken for {near[0]!r}.")
    for name, several in candidates.items():
        started = [[text for text in texts if not _is_start(text, starts.get(name, ""))] for texts in several]
        begun = [texts for texts in started if texts]
        if begun:
            answered[name].texts = begun[-1]
        elif several:
            answered[name].notes.append("The cell is there, but nothing was written into it.")
        if len(begun) > 1:
            answered[name].notes.append(f"There are {len(begun)} answers to this task; the last one was marked.")
    return answered


def simple(name: str) -> str:
    """The name as tasks have it: lower case, with hyphens."""
    return re.sub(r"[\s_‐-―-]+", "-", unicodedata.normalize("NFKC", name).casefold()).strip("-.:,")


def problem(program: str) -> str | None:
    """Why Python can't read this program, as a sentence; None if it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(program)
    except SyntaxError as error:
        return f"Python can't read this program (line {error.lineno} of the cell): {error.msg}."
    except (ValueError, RecursionError, MemoryError, OverflowError):
        return "Python can't read this program."
    return None


def _programs(found: list[Cell]) -> Iterator[tuple[str, list[str]]]:
    """(name, the texts that may be meant) for each line %%exercise."""
    for number, cell in enumerate(found):
        heads = list(EXERCISE.finditer(cell.text))
        for place, head in enumerate(heads):
            is_last = place + 1 == len(heads)
            text = cell.text[head.end() : None if is_last else heads[place + 1].start()]
            if cell.kind != "code":
                text = FENCE.sub("", text)
            parts = _parts_below(found, number) if is_last else []
            yield simple(head[1]), _meant(_cut(text), _cut("\n\n".join([text, *parts])))


def _parts_below(found: list[Cell], number: int) -> list[str]:
    """The texts of the plain code cells that follow this one."""
    parts = []
    for cell in found[number + 1 :]:
        if cell.kind != "code" or NOT_A_PART.search(cell.text):
            break
        parts.append(cell.text)
    return parts


def _meant(alone: str, together: str) -> list[str]:
    if alone.strip() == together.strip():
        return [alone]
    if _is_blank(alone) or (problem(alone) and not problem(together)):
        return [together]
    return [alone] if problem(together) else [alone, together]


def _prose(found: list[Cell]) -> Iterator[tuple[str, list[str]]]:
    """(name, the text) for each "Answer to NAME"; if nothing follows it, the text of the cell below."""
    for number, cell in enumerate(found):
        for match in PROSE.finditer(cell.text):
            text = cell.text[match.end() :].strip(" \n*`:_")
            below = found[number + 1] if number + 1 < len(found) else None
            if not text and below and below.kind != "code" and not re.match(r"\s*#", below.text):
                text = below.text.strip()
            yield simple(match[1]), [_cut(text)]


def _cut(text: str) -> str:
    return text[:LONGEST]


def _is_blank(text: str) -> bool:
    return not re.sub(r"^\s*(?:\.\.\.)?\s*(?:#.*)?$", "", text, flags=re.MULTILINE).strip()


def _is_start(text: str, start: str) -> bool:
    """Whether this is empty, or what was given out."""
    return not text.strip() or "".join(text.split()) == "".join(start.split())
