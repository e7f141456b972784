"""Why can't what the command line names be run, read, written or drawn? A sentence for each reason."""

from __future__ import annotations

import os

from .arguments import Options
from .interpreter import executable

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from collections.abc import Iterator


def problems(options: Options, draw: bool = True) -> Iterator[str]:
    """A sentence for each reason why what was asked for can't be done. With `draw`, this Python is to draw it."""
    if options.command == "load":
        if not os.path.isfile(options.program):
            yield f"There is no file {options.program}. Is the name right?"
    elif options.how == "":
        yield from filter(None, [complaint(options.program)])
    if options.command == "run":
        try:
            options.words()
        except OSError as why:
            yield str(why)
    yield from filter(None, map(complaint_about_output, options.files()))
    if draw and options.draws() and not has_matplotlib():
        yield "A timeline is drawn by matplotlib, and this Python does not have it: use the course's own, in .venv."


def complaint_about_output(path: str) -> str | None:
    """Why this file can't be written when the program has ended, as a sentence; None if nothing is known against it."""
    folder = os.path.dirname(path) or os.curdir
    if not os.path.isdir(folder):
        return f"{path} can't be written: there is no folder {folder}."
    if os.path.isdir(path):
        return f"{path} can't be written: it is a folder."
    if not os.access(path if os.path.exists(path) else folder, os.W_OK):
        return f"{path} can't be written: you have no permission to write there."
    return None


def has_matplotlib() -> bool:
    from importlib.util import find_spec

    return find_spec("matplotlib") is not None


def complaint(path: str) -> str | None:
    """Why this file or folder can't be run as a Python program, as a sentence; None if it can."""
    if not os.path.exists(path):
        said = f"There is no file {path}. Is the name right, and is this the right folder ({os.getcwd()})?"
        return f"{said} A command is run with -- before it: -- {path}." if executable(path) else said
    if os.path.isdir(path):
        has_main = os.path.isfile(os.path.join(path, "__main__.py"))
        return None if has_main else f"{path} is a folder, not a Python file, and has no __main__.py that could be run."
    if not os.access(path, os.R_OK):
        return f"{path} can't be read: you have no permission for it (chmod u+r gives it to its owner)."
    if not os.path.isfile(path):
        return None  # a pipe, for instance: what is read from it here would be missing there
    with open(path, "rb") as file:
        start = file.read(4096)
    # A .pyz is a zip file, maybe behind a first line that names a Python.
    if b"\0" in start and not path.endswith((".pyc", ".pyz", ".zip")) and b"PK\3\4" not in start:
        return f"{path} is not Python: it holds binary data."
    return None
