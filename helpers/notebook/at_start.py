"""Makes `%%program` and the other magics known to a kernel before its first cell: after a restart they are there.

`course.py lab` names this file in PYTHONSTARTUP, which IPython runs when a kernel starts. Anywhere else it does nothing.
"""

if "ipykernel" in __import__("sys").modules and __import__("os").path.isdir("helpers/notebook"):
    __import__("helpers")
