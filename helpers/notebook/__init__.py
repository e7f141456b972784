"""What a notebook uses: the glue between the recorder, the pictures and the teaching tools.

    find.py        which file is meant by "1.3/fork_once.py"
    running.py     run(): a program as a process tree of its own
    repeating.py   repeat(): the same program many times
    endings.py     how a run ended, in words
    elsewhere.py   what a program can't do because it runs apart from the notebook
    layers.py      layers(): how much of the CPUs the recorder can see here
    shown/         what a reader sees: a run's lines and pictures, a program's text, an error
    cells/         what is done with a cell's own text: the magics, and what belongs to them

``cells`` uses the modules here, and these use ``shown``.

Importing this registers the magics, if IPython is running.
"""

from ..teach import page
from ..teach.claims import claim
from ..teach.marking import hint
from ..teach.predict import predict
from ..teach.recalling import recall
from ..teach.standing import progress
from .cells.folded import solution
from .layers import layers
from .repeating import Repeated, repeat
from .running import run
from .shown.looking import Run, compare
from .shown.source import show

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
    "solution",
]

if page.shell() is not None:
    from .cells import magics
    from .shown import errors

    magics.register(page.shell())
    errors.register(page.shell())
