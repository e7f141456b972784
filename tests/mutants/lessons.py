"""A notebook made for a test, with outputs as if it had been run; and what is asked of it in another process.

The shell of mutants/shell.py changes the course's own modules, so no test has it in its own process.
"""

from pathlib import Path

import nbformat

from mutants import lesson
from mutants.judge import Judge, Verdict, shell
from mutants.programs import Mutant


def notebook(folder: Path, *cells: tuple[str, str], ignored: tuple[int, ...] = ()) -> Path:
    """A notebook of code cells; each is its source and what it printed."""
    made = []
    for number, (source, printed) in enumerate(cells):
        outputs = [nbformat.v4.new_output("stream", text=printed)] if printed else []
        tags = ["nbval-ignore-output"] if number in ignored else []
        made.append(nbformat.v4.new_code_cell(source, outputs=outputs, metadata={"tags": tags}))
    path = folder / "1.3-made.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)
    return path


def verdict(path: Path, program: str, line: str, instead: str) -> Verdict:
    """What the notebook says of its program with `instead` in place of `line`."""
    made = lesson.read(path)
    text = made.programs[program]
    assert text.count(line) == 1
    return Judge(made).judge(Mutant(program, "a test", text.replace(line, instead)))


def shown(path: Path, program: str, instead: str) -> str:
    """What `show` shows of the program, in the notebook's second cell, when a mutant is in its place."""
    from helpers import show

    with shell().with_mutant(program, instead, None):
        return shell().run(lesson.read(path).cells[1], {"show": show}).shown["text/plain"]
