"""A class of sixty: within ten minutes on two cores, every mark as the banks say, nothing left; and again the same marks.

It is no part of the usual tests, since it takes two cores for a quarter of an hour: PROCESSES_COURSE_SIXTY=1 has it run.
"""

import os
import time

import pytest
from classroom_sixty import sixty
from left_behind import left_behind

from classroom.grading.batch import grade
from classroom.grading.records import How


@pytest.mark.timeout(2400)
@pytest.mark.skipif("PROCESSES_COURSE_SIXTY" not in os.environ, reason="It takes 15 minutes: PROCESSES_COURSE_SIXTY=1.")
def test_a_class_of_sixty(tmp_path):
    expected = sixty(tmp_path / "class")
    began = time.monotonic()
    first = grade(tmp_path / "class", tmp_path / "kept", How(seed=7))
    took = time.monotonic() - began
    assert left_behind("bwrap") == []
    marks = {record.student: record.result and record.result["points"] for record in first}
    assert marks == expected
    again = grade(tmp_path / "class", tmp_path / "kept", How(seed=7), again=True)
    assert {record.student: record.result and record.result["points"] for record in again} == marks
    assert took < 600
