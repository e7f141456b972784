"""Every fault: the run ends as it must, what was seen is kept, nothing is left, and SAFETY.md says so.

A process of a run carries a word in its environment; when the learner's cell has ended, none on this machine may have it.
"""

import sys

import pytest
from fault_page import FAULTS, PAGE, beginning_of_row
from faults import CannotPerform
from record_checks import Marker, problems

from helpers.recording.recording import Recording

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="this system has no /proc to look for what is left in")
GONE_S = 20  # so long only if something is wrong; the page has what it took in truth


def end_of(recording: Recording) -> str | int | None:
    return recording.stopped or recording.main.signal or recording.main.exit_code


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_it_is_survived(fault, tmp_path, monkeypatch):
    mark = Marker()
    monkeypatch.setenv("RUN_OF_A_TEST", mark.word)
    try:
        seen = fault.perform(tmp_path)
    except CannotPerform as why:
        pytest.skip(str(why))
    assert not mark.processes()
    assert seen.gone_ns < GONE_S * 1e9
    page = PAGE.read_text(encoding="utf-8")
    assert beginning_of_row(fault.name, seen.page) in page, (
        "SAFETY.md says something else: run tests/faults/fault_page.py"
    )
    if seen.recording:
        assert end_of(seen.recording) == fault.ends
        if seen.recording.kernel_layer != "none":  # which knows only the processes that the probe is in
            assert problems(seen.recording) == []
        if seen.recording.kernel_layer == "exact":
            assert fault.holds(seen.recording), [(p.role, p.exit_code, p.signal) for p in seen.recording.processes]
