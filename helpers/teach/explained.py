"""Errors that a learner reads: one sentence in the page instead of a traceback.

IPython asks an exception for ``_render_traceback_`` before it draws a traceback of its own
(IPython/core/interactiveshell.py, `showtraceback`). Outside IPython these are plain exceptions.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class Explained(Exception):
    """Something went wrong that the learner can mend. Its text says what, and how."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def did_you_mean(wrong: str, names: Iterable[str]) -> str:
    """A sentence with the names nearest to `wrong`, or with all of them when none is near.

    Empty if there are no names.
    """
    names = sorted(names)
    near = difflib.get_close_matches(wrong, names, n=3, cutoff=0.5)
    if near:
        return f" Did you mean {' or '.join(repr(name) for name in near)}?"
    if names and len(names) <= 20:
        return f" There are: {', '.join(repr(name) for name in names)}."
    return ""
