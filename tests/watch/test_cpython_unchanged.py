"""A sample of CPython's own tests, plain and watched. The whole is `tests/watch/cpython_unchanged.py`, which takes long."""

import pytest
from cpython_unchanged import is_there, outcomes

SAMPLE = "test.test_fork1"


@pytest.mark.skipif(not is_there(SAMPLE), reason="this Python brings no tests of its own")
def test_cpythons_tests_come_out_the_same():
    watched = outcomes(SAMPLE, watched=True)
    assert watched and watched == outcomes(SAMPLE, watched=False)
