"""What a program can't do because it runs apart from the notebook: read the keyboard, find a file beside the notebook,
open a window. When a run shows that it has tried, one sentence says what to do instead.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from ..recording.recording import Recording

NO_KEYBOARD = (
    "The program asked for input, and nobody can answer it: a program of this course has no keyboard. Write the "
    "answer into the program in place of input(), or run it in a terminal: `python3 course.py run my_program.py`."
)
NOT_HERE = (
    "The program looked for {name!r} in the folder in which it runs. Programs in a cell run in a new, empty folder, "
    "which is deleted when they end. Give the file's whole path, or put the program into a file beside it and use "
    "run()."
)
NO_WINDOW = (
    "plt.show() opens a window, and here there is none to open. Draw in a cell without a magic, or save the drawing "
    "with plt.savefig() and a whole path."
)
MISSING_FILE = re.compile(r"^FileNotFoundError: \[Errno 2\] .*: '([^/'][^']*)'$", re.MULTILINE)
SHOWS = re.compile(r"^[^#\n]*\b(plt|pyplot)\.show\(", re.MULTILINE)


def tried(recording: Recording, program: str, in_cell: bool) -> Iterator[str]:
    """A sentence for each thing that the `program` (its text, of a cell or of a file) tried in vain in this run."""
    if not recording.processes:
        return
    errors = recording.text(stream="stderr")
    if "EOFError: EOF when reading a line" in errors:
        yield NO_KEYBOARD
    if in_cell and (missing := MISSING_FILE.search(errors)):
        yield NOT_HERE.format(name=missing[1])
    if "cannot be shown" in errors or (SHOWS.search(program) and not _has_screen()):
        yield NO_WINDOW


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
