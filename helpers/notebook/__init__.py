"""What a notebook uses: the glue between the recorder, the pictures and the teaching tools.

    find.py        which file is meant by "1.3/fork_once.py"
    source.py      show(): a program's text
    running.py     run(): a program as a process tree of its own
    looking.py     the Run that comes back: its timeline, CPUs and tree; compare(): several timelines
    lines.py       its lines, live, each with its writer
    still_running.py   "still running", for a reader who waits
    endings.py     how a run ended, in words
    elsewhere.py   what a program can't do because it runs apart from the notebook
    pictures.py    a drawing and its words, put into the page
    repeating.py   repeat(): the same program many times
    originals.py   whether a cell's program is the course's own
    magics.py      %%program, %%exercise, %%solution, %%original, %%second_kernel
    folded.py      a solution: one sentence, and all else folded behind it
    errors.py      what a learner sees of an error
    at_start.py    the magics, known to a kernel from its start
    taken_back.py  the course's own text of a cell
    second_kernel.py   what a cell does to a kernel, tried in a throw-away one
    layers.py      layers(): how much of the CPUs the recorder can see here

Importing this registers the magics, if IPython is running.
"""

from ..teach import page
from ..teach.claims import claim
from ..teach.marking import hint
from ..teach.predict import predict
from ..teach.recalling import recall
from ..teach.standing import progress
from .layers import layers
from .looking import Run, compare
from .repeating import Repeated, repeat
from .running import run
from .source import show

__all__ = [
    "Repeated",
    "Run",
    "claim",
    "compare",
    "hint",
    "layers",
    "predict",
    "progress",
    "recall",
    "repeat",
    "run",
    "show",
]

if page.shell() is not None:
    from . import errors, magics

    magics.register(page.shell())
    errors.register(page.shell())
