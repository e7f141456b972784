"""A program's lines as they come, each with the process that wrote it.

      4711 | I am the child          written to stdout by process 4711
      4711 ! Traceback …             written to stderr
         ? | hello                   this system does not tell who wrote it

Chunks arrive as bytes, in any size, from any process. A line is put together from the chunks of one process
and one stream, and shown when its newline comes; what has no newline is shown at the end. A line that was
overwritten with carriage returns (a progress bar) is shown as it last stood. Paths in tracebacks are
shortened, so that no page holds the folders of one machine.
"""

from __future__ import annotations

import re
import sysconfig
from collections import deque
from collections.abc import Callable
from pathlib import Path

MOST_LINES = 300  # shown as they come; a page with more is slow to scroll and not read
LAST_LINES = 10  # of the rest, these are shown at the end: an error's message stands there
LONGEST_LINE = 1000  # characters
PYTHONS = Path(sysconfig.get_paths()["stdlib"]).resolve()


class Lines:
    """Takes chunks (it is the `on_output` of a run) and hands whole lines to `write`.

    `folder` is where the program lies: in tracebacks its files are shown by their names.
    """

    def __init__(self, write: Callable[[str], None], folder: Path = Path()):
        self._write = write
        self._folder = folder.resolve()
        self._unfinished: dict[tuple[int, str], bytearray] = {}
        self._shown = 0
        self._last: deque[str] = deque(maxlen=LAST_LINES)
        self._left_out = 0

    def __call__(self, pid: int, stream: str, data: bytes) -> None:
        """Take what process `pid` wrote to `stream` ("stdout" or "stderr")."""
        *whole, rest = data.split(b"\n")
        if whole:
            whole[0] = bytes(self._unfinished.pop((pid, stream), b"")) + whole[0]
            for line in whole:
                self._show(pid, stream, line)
        if rest:
            self._unfinished.setdefault((pid, stream), bytearray()).extend(rest)

    def finish(self) -> None:
        """Show what had no newline, and say what was left out."""
        for (pid, stream), line in self._unfinished.items():
            self._show(pid, stream, line)
        self._unfinished.clear()
        if self._left_out > len(self._last):
            count = self._left_out - len(self._last)
            self._write(f"… {count:,} more lines came here. The run keeps them all: r.text()")
        for text in self._last:
            self._write(text)
        self._last.clear()

    def _show(self, pid: int, stream: str, line: bytes | bytearray) -> None:
        bar = "|" if stream == "stdout" else "!"
        shown = f"{pid or '?':>7} {bar} {without_folders(readable(line), self._folder)}"
        if self._shown < MOST_LINES:
            self._shown += 1
            self._write(shown)
        else:
            self._left_out += 1
            self._last.append(shown)


def readable(line: bytes | bytearray) -> str:
    """The line as text; bytes that are not UTF-8, and control characters but the tab, as escapes."""
    text = line.decode("utf-8", errors="backslashreplace").rstrip("\r").rpartition("\r")[2]
    if len(text) > LONGEST_LINE:
        text = f"{text[:LONGEST_LINE]} … ({len(text) - LONGEST_LINE:,} more characters)"
    return "".join(c if c.isprintable() or c == "\t" else c.encode("unicode_escape").decode() for c in text)


def without_folders(line: str, folder: Path) -> str:
    """The line with `File "/some/folder/p.py"` as `File "p.py"`, and Python's own as `File "…/queue.py"`."""

    def shorten(found: re.Match) -> str:
        path = Path(found[1])
        for root, mark in ((folder, ""), (PYTHONS, "…/")):
            if path.is_relative_to(root):
                return f'File "{mark}{path.relative_to(root).as_posix()}"'
        return found[0]

    return re.sub(r'File "([^"]+)"', shorten, line)
