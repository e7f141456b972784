"""How an exercise is tried: a program runs under the recorder, and is marked by what it did."""

import pytest

from helpers.teach import marking

MS = 1_000_000  # ns


def missing(marks) -> str:
    """What is not done, with its advice, as one text."""
    return marking.report([mark for mark in marks if not mark.done])


def cases(named: dict) -> pytest.MarkDecorator:
    """The programs of `named` as parameters: name → (program, advice)."""
    return pytest.mark.parametrize("wrong, advice", named.values(), ids=named)
