"""How many minutes does a lesson take somebody who studies it alone? Counted from the notebook, told in its Why.

    reading                      180 words a minute
    a program that is shown      4 s a line that isn't empty (once, however often it is shown)
    a prediction                 45 s
    a picture                    60 s
    a run with its sentences     20 s
    a program to change          3 min    a %%program under Try it
    a program to write           8 min    an %%exercise; more if it says so: %%exercise name --minutes 12

What is under Try it is the exercises' time, all else the core's. Solutions and Going further don't count.
`python -m helpers.build.rules.minutes` prints a table of all notebooks.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .bones import section_of_each_cell

PROGRAMS = Path(__file__).resolve().parents[2] / "programs"
WORDS_PER_MINUTE = 180
LINE_S, PREDICTION_S, PICTURE_S, RUN_S, CHANGE_S, WRITE_S = 4, 45, 60, 20, 180, 480
QUESTIONS = ("predict", "recall")
RUNS = ("run", "repeat")
PICTURES = ("timeline", "tree", "cpus", "draw", "turn_lengths", "compare")
NOT_COUNTED, EXERCISES = "Going further", "Try it"
LONGEST_CORE, TOLERANCE = 40, 5  # minutes
TOLD = re.compile(r"\babout (\d+) minutes(?:,? and (?:about )?(\d+) for the exercises)?", re.IGNORECASE)
FENCED = re.compile(r"^(```|~~~)[^\n]*\n(.*?)^\1", re.MULTILINE | re.DOTALL)
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img[^>]*>")
MAGIC = re.compile(r"%%(\w+)([^\n]*)\n?(.*)", re.DOTALL)


@dataclass
class Minutes:
    """What a lesson takes, in minutes."""

    core: float = 0
    exercises: float = 0


def counted(notebook) -> Minutes:
    """The minutes of a notebook."""
    found = Minutes()
    shown: set[tuple[str, int]] = set()
    for cell, section in zip(notebook.cells, section_of_each_cell(notebook), strict=True):
        if section == NOT_COUNTED:
            continue
        part = "exercises" if section == EXERCISES else "core"
        seconds = of_prose(cell.source) if cell.cell_type == "markdown" else of_code(cell.source, section, shown)
        setattr(found, part, getattr(found, part) + seconds / 60)
    return found


def of_prose(text: str) -> float:
    """The seconds that a piece of Markdown takes: its words, the lines of its code, its pictures."""
    pictures = len(IMAGE.findall(text))
    lines = sum(len(_lines(code)) for _, code in FENCED.findall(text))
    prose = re.sub(r"\]\([^)]*\)", "]", IMAGE.sub(" ", FENCED.sub(" ", text)))  # a link's address is not read
    words = len(re.findall(r"\w[\w'’.-]*", prose))
    return words / WORDS_PER_MINUTE * 60 + lines * LINE_S + pictures * PICTURE_S


def of_code(source: str, section: str, shown: set) -> float:
    """The seconds that a code cell takes. `shown` holds the programs that were shown before."""
    magic = MAGIC.match(source)
    if magic:
        kind, options, text = magic.groups()
        said = re.search(r"--minutes[ =](\d+)", options)
        if kind == "exercise":
            return int(said[1]) * 60 if said else WRITE_S
        if section == EXERCISES:
            return CHANGE_S
        return len(_lines(text)) * LINE_S + RUN_S + PICTURE_S
    seconds = 0.0
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            seconds += PREDICTION_S * (name in QUESTIONS) + RUN_S * (name in RUNS) + PICTURE_S * (name in PICTURES)
            if name == "show":
                seconds += LINE_S * _lines_shown(node, shown)
    return seconds


def _lines_shown(call: ast.Call, shown: set) -> int:
    """How many lines that were not shown before a call of show() shows."""
    name, *part = [ast.literal_eval(one) for one in (*call.args, *(keyword.value for keyword in call.keywords))]
    path = PROGRAMS / name
    if not path.is_file():
        return 0
    lines = path.read_text(encoding="utf-8").split("\n")
    first, last = part[0] if part and part[0] else (1, len(lines))
    new = {(name, number) for number in range(first, last + 1) if lines[number - 1].strip()} - shown
    shown |= new
    return len(new)


def _lines(code: str) -> list[str]:
    return [line for line in code.split("\n") if line.strip()]


def told(notebook) -> Minutes | None:
    """The minutes that its Why tells; None if it tells none."""
    for cell, section in zip(notebook.cells, section_of_each_cell(notebook), strict=True):
        match = TOLD.search(cell.source) if cell.cell_type == "markdown" and section == "Why" else None
        if match:
            return Minutes(int(match[1]), int(match[2] or 0))
    return None


def told_honestly(notebook) -> Iterator[str]:
    """What Why tells is what the notebook takes, to five minutes; the core takes at most forty."""
    says, takes = told(notebook), counted(notebook)
    if takes.core > LONGEST_CORE:
        yield f"its core takes {takes.core:.0f} minutes; more than {LONGEST_CORE} is two ideas too many"
    if says is None:
        yield (
            "its Why should tell its minutes: "
            f'"About {takes.core:.0f} minutes, and {takes.exercises:.0f} for the exercises."'
        )
        return
    for part in ("core", "exercises"):
        if abs(getattr(says, part) - getattr(takes, part)) > TOLERANCE:
            yield f"its Why tells {getattr(says, part)} minutes for the {part}; they take {getattr(takes, part):.0f}"


def main() -> None:
    """Print a table of all notebooks."""
    import nbformat

    print(f"{'notebook':40} {'core':>5} {'exercises':>10} {'told':>9}")
    for path in sorted((PROGRAMS.parents[1] / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        takes, says = counted(notebook), told(notebook)
        tells = f"{says.core:.0f} + {says.exercises:.0f}" if says else "-"
        print(f"{path.stem:40} {takes.core:5.0f} {takes.exercises:10.0f} {tells:>9}")


if __name__ == "__main__":
    main()
