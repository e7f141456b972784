"""The sampled layer: what it makes of counters and looks, and that nobody is said to have been on a CPU when dead."""

import os
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_checks import LAYERS, problems, run_source

from helpers.watch.kernel import procfs, sampled

PID, MS = 1000, 1_000_000


class Life:
    """A process that is on a CPU and off it in turn, then a zombie, and then gone, in a /proc with a clock of its own."""

    def __init__(self, stretches: list[tuple[int, int]], collected_after: int):
        self.now, self.turns, time = 0, [], 0
        for on, off in stretches:
            self.turns.append((time, time + on))
            time += on + off
        self.death = self.turns[-1][1]  # it ends itself: on a CPU
        self.gone = self.death + collected_after

    def threads(self, pid):
        return [PID] if self.now < self.gone else []

    def ran_ns(self, pid, tid):
        return sum(max(0, min(end, self.now) - start) for start, end in self.turns) if self.now < self.gone else None

    def stat(self, pid):
        state = "R" if self.now < self.death else "Z"
        return procfs.Stat(state, "1", str(PID)) if self.now < self.gone else None

    def looked_at(self, monkeypatch, looks: list[int]) -> sampled.SampledLayer:
        """A layer that has looked at it at these times, and when it was gone."""
        monkeypatch.setattr(sampled, "procfs", SimpleNamespace(
            threads=self.threads, ran_ns=self.ran_ns, stat=self.stat,
            children=lambda pid, tid: [], command_name=lambda pid: "python"))  # fmt: skip
        monkeypatch.setattr(sampled.time, "monotonic_ns", lambda: self.now)
        layer = sampled.SampledLayer(os.getpid())
        layer.members = {PID: sampled.Member(PID, 1, sampled.Thread(0), 0)}
        layer.alive = [layer.members[PID]]
        for look in [*sorted(looks), self.gone]:
            self.now = look
            layer.drain()
        return layer


needs_sampled = pytest.mark.skipif("sampled" not in LAYERS, reason="this system has no /proc to sample")
STRETCHES = st.lists(st.tuples(st.integers(1, 9 * MS), st.integers(0, 9 * MS)), min_size=1, max_size=8)


@needs_sampled
@given(STRETCHES, st.integers(0, 20 * MS), st.lists(st.integers(1, 150 * MS), max_size=25))
def test_turns_lie_within_the_life_and_last_as_long_as_the_counter_says(stretches, collected_after, looks):
    life = Life(stretches, collected_after)
    with pytest.MonkeyPatch.context() as monkeypatch:
        layer = life.looked_at(monkeypatch, looks)
    turns, thread = layer.on_cpu, layer.members[PID].threads[PID]
    assert all(0 <= turn.start < turn.end <= life.death for turn in turns), turns
    assert all(before.end <= after.start for before, after in pairwise(turns)), turns
    assert sum(turn.end - turn.start for turn in turns) + thread.owed_ns == thread.ran_ns
    assert layer.alive == []


@needs_sampled
def test_one_who_died_between_two_looks_was_on_the_cpu_before_that(monkeypatch):
    """It ran until 3 ms and was not collected until long after: the look at 8 ms finds a zombie's counter."""
    life = Life([(3 * MS, 0)], collected_after=50 * MS)
    (turn,) = life.looked_at(monkeypatch, [1 * MS, 8 * MS]).on_cpu
    assert (turn.start, turn.end) == (0, 3 * MS)


TEN_KILLED = """
import os, signal, time
for _ in range(10):
    if os.fork() == 0:
        end = time.process_time() + 0.003
        while time.process_time() < end:
            pass
        os.kill(os.getpid(), signal.SIGKILL)
for _ in range(10):
    os.wait()
"""


@needs_sampled
def test_no_turn_outlasts_its_process(tmp_path):
    """Short turns that end with a kill: each of eleven such runs had two to eleven turns that outlasted their processes."""
    for _ in range(5):
        recording = run_source(tmp_path, TEN_KILLED, layer="sampled")
        # One that was killed and collected between two looks may not have been seen to end.
        assert [problem for problem in problems(recording) if "did not end" not in problem] == []
        assert len(recording.processes) == 11
        assert recording.on_cpu
