"""How an exercise is tried: a program runs under the recorder, and is marked by what it did."""

import pytest

from helpers.teach import marking

MS = 1_000_000  # ns


def missing(marks) -> str:
    """What is not done, with its advice, as one text."""
    return marking.report([mark for mark in marks if not mark.done])


def solution(name: str) -> str:
    """The text of the course's own solution, from which wrong ones are made."""
    return marking.find(name).solution.read_text(encoding="utf-8")


def cases(named: dict) -> pytest.MarkDecorator:
    """The programs of `named` as parameters: name → (program, advice)."""
    return pytest.mark.parametrize("wrong, advice", named.values(), ids=named)
