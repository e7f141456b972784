"""Makes the course's names and magics known to a kernel before its first cell: after a restart they are there.

`course.py lab` names this file in PYTHONSTARTUP, which IPython runs when a kernel starts, among the names of the
notebook. Anywhere else it does nothing. (Without it, IPython takes `run("…")` for its own `%run`.)
"""

if "ipykernel" in __import__("sys").modules and __import__("os").path.isdir("helpers/notebook"):
    from helpers import *  # noqa: F403
