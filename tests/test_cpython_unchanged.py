"""A sample of CPython's own tests, plain and watched. The whole is `tests/cpython_unchanged.py`, which takes long."""

import pytest
from cpython_unchanged import differences, is_there, outcomes

SAMPLE = [module for module in ("test.test_fork1", "test.test_wait3", "test.test_wait4") if is_there(module)]


@pytest.mark.skipif(not SAMPLE, reason="this Python brings no tests of its own")
def test_cpythons_tests_come_out_the_same():
    for module in SAMPLE:
        assert differences(module) == {}, module


@pytest.mark.skipif(not SAMPLE, reason="this Python brings no tests of its own")
def test_they_are_really_run():
    watched = outcomes(SAMPLE[0], watched=True)
    assert watched and set(watched.values()) <= {"ok", "skip"}
