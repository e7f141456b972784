"""The names that a notebook of this course uses.

    from helpers import show, run, repeat, compare, claim, predict, recall, hint, solution, progress

In a notebook, the import also makes ``%%program``, ``%%exercise`` and ``%%original`` known. The
names are loaded when they are asked for, so that the recorder, which runs beside every
program, does not load what only a notebook needs.
"""

import importlib
import sys

__all__ = ["claim", "compare", "hint", "layers", "predict", "progress", "recall", "repeat", "run", "show", "solution"]


def __getattr__(name):
    if name in __all__:
        return getattr(importlib.import_module("helpers.notebook"), name)
    raise AttributeError("module 'helpers' has no attribute {0!r}".format(name))  # even Python 2.7 can read this


def __dir__():
    return sorted(list(globals()) + __all__)


def _in_ipython():
    core = sys.modules.get("IPython")
    return core is not None and core.get_ipython() is not None


if _in_ipython():
    importlib.import_module("helpers.notebook")
