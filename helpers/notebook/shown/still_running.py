"""A quiet sign that a run is still going on, for a reader who waits.

After a second without an end, one line says how long it has been. It is wiped before any other line
and at the end, and never shown while a build runs the notebook, so it leaves nothing in a stored output.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

from ...teach import page

EVERY_S = 1.0


class Progress:
    """``with Progress(text) as progress:`` shows `text(seconds)` once a second; `write` prints above it."""

    def __init__(self, text: Callable[[int], str]):
        self._text = text
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._sign = ""
        self._thread = threading.Thread(target=self._tell, daemon=True) if page.is_watched() else None

    def __enter__(self) -> Progress:
        self._began = time.monotonic()
        if self._thread:
            self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()
        with self._lock:
            self._wipe()
            sys.stdout.flush()

    def write(self, line: str) -> None:
        """Print a line that stays."""
        with self._lock:
            self._wipe()
            sys.stdout.write(line + "\n")
            sys.stdout.flush()

    def _tell(self) -> None:
        while not self._over.wait(EVERY_S):
            with self._lock:
                self._wipe()
                self._sign = self._text(int(time.monotonic() - self._began))
                sys.stdout.write(self._sign)
                sys.stdout.flush()

    def _wipe(self) -> None:
        if self._sign:
            sys.stdout.write("\r" + " " * len(self._sign) + "\r")
            self._sign = ""
