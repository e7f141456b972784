"""Where does the Python that the course runs on come from?

From `.venv` in the course's folder, made at first need and left alone as long as nothing changes:

    requirements-lock.txt ────────┐
    requirements/test-lock.txt ───┼──► fingerprint ── same as in .venv/course-stamp.json? ── yes ──► nothing to do
    the Python's version ─────────┘                                   │ no
                                                                      ▼
                 .venv/course-unfinished is put down, packages are installed, the stamp is written,
                 course-unfinished is taken away

What checks the code (requirements/check-lock.txt) needs none of the course's packages, and has `.venv-check` in the
same way. Another version of Python gets an environment beside it, `.venv-3.12`: changing versions costs nothing.

Whoever finds `course-unfinished` knows that somebody was interrupted in the middle. A package that was
copied halfway looks installed to pip, so such an environment is made anew, and so is one from which something that was
installed has gone since. Two at once wait
for each other by a lock on requirements-lock.txt, which goes when its owner goes.

`course.py` imports this file before anything is installed: it and what it imports (`helpers`, too, which
loads nothing until asked) need the standard library only.

    making.py       makes it, or finds that there is nothing to do
    whole.py        is what is there still what was made?
    installing.py   runs the installer, and shows how far it is
    failures.py     why did it fail, and what is to be done?
"""

from .installing import SetUpFailed
from .making import (
    BROWSING,
    CHECKING,
    GRADING,
    GRADING_WIDELY,
    LEARNING,
    MEASURING,
    ROOT,
    TESTING,
    place,
    set_up,
)
from .whole import STAMP, UNFINISHED, damage

__all__ = [
    "BROWSING",
    "CHECKING",
    "GRADING",
    "GRADING_WIDELY",
    "LEARNING",
    "MEASURING",
    "ROOT",
    "STAMP",
    "TESTING",
    "UNFINISHED",
    "SetUpFailed",
    "damage",
    "place",
    "set_up",
]
