"""The questions of a lesson, asked of real runs of the course's programs, under each layer that this machine has."""

import sys
from functools import cache
from pathlib import Path

import pytest
from record_checks import LAYERS

from helpers.recording.recording import Recording
from helpers.watch.client.run import record

PROGRAMS = Path(__file__).resolve().parents[2] / "helpers" / "programs"


@cache
def run(program: str, layer: str) -> Recording:
    path = PROGRAMS / program
    return record([sys.executable, path.name], cwd=path.parent, layer=layer)


ASKED = {
    "1.3/fork_once.py": [
        "r.who_wrote('before the fork') == ['main']",
        "r.who_wrote('after the fork') == ['main', 'child 1']",
        "r.in_order(r.call('before'), r.birth('child 1'), r.call('after', 'child 1'))",
        "r.in_order(r.call('before'), r.line('after the fork'))",
        "r.how_many_lines() == 3",
        "r.most_at_once('after') == 2",
        "r.share_together(r.call('after', nth=1), r.call('after', nth=2)) > 0.3",
        "r.ratio('before', 'child 1').between(0.2, 3)",
    ],
    "1.3/fork_wait.py": [
        "r.children_of('main') == ['child 1']",
        "r.exit_status('child 1') == 3",
        "r.exit_statuses() == [3]",
        "r.waited_for('main', 'child 1')",
        "r.share_waiting('main', 'wait', r.life('child 1')) > 0.5",
        "r.in_order(r.last_line_of('child 1'), r.end('child 1'))",
        "r.outlived('main', 'child 1')",
    ],
    "1.3/late_wait.py": [
        "r.in_order(r.end('child 1'), r.call('look_for').end, r.wait('wait').end)",
        "r.ratio(r.zombie('child 1'), r.wait('sleep', 'main')).between(0.3, 1.5)",
    ],
    "1.6/process_basic.py": [
        "r.waited_for('main', 'Process-1')",
        "r.in_order(r.birth('Process-1'), r.call('task'), r.end('Process-1'), r.last_line_of('main'))",
        "r.exit_status('Process-1') == 0",
    ],
    "1.8/pool_apply_async.py": [
        "r.how_many_processes('pool worker') == 3",
        "r.how_many_calls('task') == 10",
        "r.most_at_once('task') == 3",
        "r.most_at_once('task', which='pool worker 1') == 1",
        "r.ratio(r.total('task'), r.elapsed('task')).between(1.2, 3)",
    ],
    "1.9/full_queue.py": [
        "r.how_many_waits('put', 'Process-1') == 7",
        "r.longest_wait('put', 'Process-1') > 0.03",
        "r.no_error_shown()",
    ],
}
ON_CPU = {
    "1.2/taking_turns.py": [
        "r.most_on_cpu() == 1",
        "r.took_turns('Process-1', 'Process-2', 'Process-3')",
        "r.share_preempted('Process-1', 'Process-2', 'Process-3') > 0.5",
        "r.how_many_cpus('Process-1', 'Process-2', 'Process-3') == 1",
        "r.how_many_turns('Process-1') >= 10",
    ],
    "1.2/mostly_waiting.py": ["r.most_on_cpu() == 1"],
}
CASES = [(program, asked) for program, every in ASKED.items() for asked in every]


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize(("program", "asked"), CASES)
def test_the_answer_is_yes_under_every_layer(program, asked, layer):
    r = run(program, layer)
    answer = eval(asked, {"r": r})
    assert answer.unknown is None and answer.value is True, f"{answer.question}: {answer.evidence}\n{r.text()}"


@pytest.mark.skipif("exact" not in LAYERS, reason="this system refuses perf to this user, so turns aren't seen")
@pytest.mark.parametrize(("program", "asked"), [(name, asked) for name, every in ON_CPU.items() for asked in every])
def test_turns_are_known_where_the_kernel_tells_them(program, asked):
    exact = eval(asked, {"r": run(program, "exact")})
    assert exact.unknown is None and exact.value is True, f"{exact.question}: {exact.evidence}"
    assert "no record" in eval(asked, {"r": run(program, "sampled")}).unknown
