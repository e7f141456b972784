"""Runs notebooks and stores what came out: `course.py notebooks`.

    course.py notebooks            runs all, and stores those that were out of date
    course.py notebooks 1.3 1.4    runs and stores these, out of date or not (to renew a picture's looks)
    course.py notebooks --check    runs all and changes nothing; fails if one is out of date

The first two also store which programs the cells hold (helpers/notebook/cells/originals.py).

Whatever differs from run to run without meaning (times of execution, the version of the language, marks of
an editor) is not stored, so that a change in git is a change in the course.
"""

from __future__ import annotations

import argparse
import copy
import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from ..notebook.cells import originals
from .fresh import differences, made_from

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
PROGRAMS = ROOT / "helpers" / "programs"
SANITIZE = ROOT / "tests" / "nbval-sanitize.cfg"

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python", "pygments_lexer": "ipython3"}
CELL_METADATA = ("tags", "jupyter")
FAILURES = (CellExecutionError, CellTimeoutError, DeadKernelError)
CELL_TIMEOUT_S = 180  # as nbval is told by `course.py test`


def execute(notebook, folder: Path):
    """A normalised copy of `notebook` with the outputs of a run in `folder`, in a kernel of its own.

    Raises one of FAILURES if it does not run to its end.
    """
    notebook = copy.deepcopy(notebook)
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name=KERNEL["name"],
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=40"],  # of the kernel's own words, only its errors
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return normalise(notebook)


def normalise(notebook):
    """`notebook` with nothing in its metadata but what the course means to be there."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    digest = made_from(notebook, PROGRAMS)
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": LANGUAGE, "course": {"made_from": digest}}
    )
    for cell in notebook.cells:
        kept = {key: cell.metadata[key] for key in CELL_METADATA if key in cell.metadata}
        cell.metadata = nbformat.from_dict(kept)
    return notebook


def read(path: Path):
    """The notebook in the file `path`."""
    return nbformat.read(path, as_version=4)


def write(notebook, path: Path) -> None:
    """Put `notebook` in the place of the file `path`, whole or not at all."""
    beside = path.with_suffix(".new")
    beside.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    os.replace(beside, path)


def in_plain_text(problem: Exception) -> str:
    """The problem's message without the colours that IPython gives to a traceback."""
    return re.sub(r"\x1b\[[\d;]*m", "", str(problem)).strip()


def out_of_date(stored, rerun) -> list[str]:
    """What in the `stored` notebook differs from what it would be if `rerun` were stored, a sentence each."""
    if stored.metadata.get("course", {}).get("made_from") != rerun.metadata.course.made_from:
        return ["its code cells or its programs have changed since its outputs were stored"]
    return list(differences(stored, rerun, SANITIZE.read_text(encoding="utf-8")))


def check(paths: list[Path]) -> int:
    """Say of each notebook whether it is fresh; the exit status is 1 if one is not."""
    stale = 0
    for path in paths:
        stored = read(path)
        try:
            found = out_of_date(stored, execute(stored, path.parent))
        except FAILURES as problem:
            found = [f"it does not run to its end:\n{in_plain_text(problem)}"]
        stale += bool(found)
        print(f"{path.name}: {'out of date' if found else 'fresh'}", flush=True)
        for fault in found:
            print("  " + fault, flush=True)
    if stale:
        print(f"{stale} of {len(paths)} out of date: run `python3 course.py notebooks`, look, and commit.")
    return int(stale > 0)


def know_programs() -> None:
    """Store which programs stand in the cells of the course's notebooks, so that a changed one is known as changed."""
    originals.store({path.stem: originals.digests(read(path)) for path in sorted(NOTEBOOKS.glob("*.ipynb"))})


def renew(paths: list[Path], in_any_case: bool) -> int:
    """Run all and store what was out of date (or all); the exit status is 1 if one does not run."""
    know_programs()
    failed = 0
    for path in paths:
        stored = read(path)
        try:
            rerun = execute(stored, path.parent)
        except FAILURES as problem:
            failed += 1
            print(f"{path.name}: not stored; it does not run to its end:\n{in_plain_text(problem)}", flush=True)
            continue
        needed = in_any_case or out_of_date(stored, rerun)
        if needed:
            write(rerun, path)
        print(f"{path.name}: {'run and stored' if needed else 'run, and nothing has changed'}", flush=True)
    return int(failed > 0)


def chosen(names: list[str]) -> list[Path]:
    """The notebooks whose file names begin with one of `names`; all of them if there is none.

    Exits with a sentence if a name fits no notebook, or if there are no notebooks.
    """
    everyone = sorted(NOTEBOOKS.glob("*.ipynb"))
    for name in names:
        if not any(path.name.startswith(name) for path in everyone):
            there = ", ".join(path.stem for path in everyone) or "none"
            sys.exit(f"No notebook's name begins with {name!r}. There are: {there}.")
    paths = [path for path in everyone if not names or path.name.startswith(tuple(names))]
    return paths or sys.exit("There are no notebooks in the folder notebooks/.")


def main() -> int:
    """The command `python -m helpers.build.notebooks`."""
    parser = argparse.ArgumentParser(prog="course.py notebooks")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    paths = chosen(asked.names)
    return check(paths) if asked.check else renew(paths, in_any_case=bool(asked.names))


if __name__ == "__main__":
    sys.exit(main())
