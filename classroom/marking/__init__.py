"""What is an answer worth? By what its processes did.

    a student's notebook ──finding.py──► the program that answers each task
                                               │  watch: its own process tree, twice
                                               ▼
    visible/NAME.py  the case that students see ──► Recording ──┐
    hidden/NAME.py   a case of the teacher's seed ► Recording ──┴──► checks ──mark.py──► JSON (schema.json)

tasks.py   an assignment and its tasks        check.py   one thing that was asked for, and its points
given.py   what students were given           schema.json   the form of the result
seen.py    what checks ask a Recording        plain.py   a program as a process tree, without a sandbox
"""

from .mark import mark

__all__ = ["mark"]
