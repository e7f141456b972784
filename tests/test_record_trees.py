"""Any tree of processes: does the recording agree with an independent witness, the program's own log?"""

import json
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_checks import BEST, problems

from helpers.record.run import Recorder

PROGRAM = Path(__file__).with_name("process_tree.py")
MOST = 14  # processes: what two busy cores do in a fraction of a second

ENDS = st.sampled_from([0, 0, 1, 7, 255, -signal.SIGKILL, -signal.SIGTERM, -signal.SIGUSR1])
NODE = {"threads": st.sampled_from([0, 0, 1, 3]), "ms": st.integers(0, 25), "waits": st.booleans(), "ends": ENDS}
LEAF = st.fixed_dictionaries({**NODE, "children": st.just([])})
TREES = st.recursive(
    LEAF, lambda trees: st.fixed_dictionaries({**NODE, "children": st.lists(trees, max_size=4)}), max_leaves=6
)


def named(node: dict, name: str = "n") -> list[dict]:
    """Give every node its name, and return all of them."""
    node["name"] = name
    return [node, *(one for at, child in enumerate(node["children"]) for one in named(child, f"{name}.{at}"))]


def recorded(tree: dict):
    """(the recording, the program's own log as lists of words)."""
    with tempfile.TemporaryDirectory() as folder, Recorder() as recorder:
        Path(folder, "tree.json").write_text(json.dumps(tree))
        log = Path(folder, "log")
        recording = recorder.record([sys.executable, str(PROGRAM), f"{folder}/tree.json", str(log)], cwd=folder)
        return recording, [line.split() for line in log.read_text().splitlines()]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(TREES.filter(lambda tree: len(named(tree)) <= MOST))
def test_the_recording_agrees_with_the_programs_own_log(tree):
    nodes = {node["name"]: node for node in named(tree)}
    recording, log = recorded(tree)
    born = {int(pid): name for what, pid, *_, name in log if what == "born"}
    forked = [(int(forker), int(pid)) for what, forker, pid, *_ in log if what == "forked"]
    seen = {process.pid: process for process in recording.processes}

    assert sorted(born.values()) == sorted(nodes), "the program itself did not do what it was told"
    assert set(seen) == set(born)
    assert {pid: process.ppid for pid, process in seen.items() if process != recording.main} == {
        pid: forker for forker, pid in forked
    }
    for forker in seen:
        assert [child.pid for child in recording.children(forker)] == [pid for by, pid in forked if by == forker]
    for pid, name in born.items():
        ends = nodes[name]["ends"]
        assert recording.text(pid) == name + "\n"
        assert seen[pid].exit_code == (ends if ends >= 0 else None), name
        assert seen[pid].signal == (None if ends >= 0 else signal.Signals(-ends).name), name
        if BEST == "exact":
            assert len(seen[pid].threads) == 1 + nodes[name]["threads"], name
    assert Counter(line.pid for line in recording.lines()) == Counter(born.keys())
    assert not problems(recording)
