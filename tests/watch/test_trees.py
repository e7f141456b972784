"""Any tree of processes: does the recording agree with independent witnesses: the program's own log, and strace's?"""

import json
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_checks import LAYERS, how, problems

from helpers.watch.client.run import Recorder

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


def recorded(tree: dict, layer: str, *watcher: str):
    """(the recording, the program's own log as lists of words); the program is run by `watcher`, if there is one."""
    with tempfile.TemporaryDirectory() as folder, Recorder() as recorder:
        Path(folder, "tree.json").write_text(json.dumps(tree))
        log = Path(folder, "log")
        command = [*watcher, sys.executable, str(PROGRAM), f"{folder}/tree.json", str(log)]
        recording = recorder.record(command, cwd=folder, layer=layer)
        return recording, [line.split() for line in log.read_text().splitlines()]


FEW = TREES.filter(lambda tree: len(named(tree)) <= MOST)


@pytest.mark.parametrize("layer", LAYERS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(tree=FEW)
def test_the_recording_agrees_with_the_programs_own_log(layer, tree):
    nodes = {node["name"]: node for node in named(tree)}
    recording, log = recorded(tree, layer)
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
        assert recording.text(pid) == name + "\n"
        # Without the kernel's word, nobody may have seen how one ended that was killed and collected at once.
        assert how(seen[pid]) in (nodes[name]["ends"], *([None] if layer != "exact" else [])), name
        if layer == "exact":
            assert len(seen[pid].threads) == 1 + nodes[name]["threads"], name
    assert Counter(line.pid for line in recording.lines()) == Counter(born.keys())
    assert [problem for problem in problems(recording) if layer == "exact" or "did not end" not in problem] == []


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(tree=FEW)
def test_the_recording_agrees_with_strace(tree):
    """strace is recorded with the program that it traces: both are told of the same processes."""
    with tempfile.NamedTemporaryFile("r") as file:
        options = ["-f", "-q", "-o", file.name, "-e", "trace=fork,vfork,clone,clone3,write"]
        recording, _ = recorded(tree, LAYERS[0], shutil.which("strace"), *options)
        traced = Traced(file.read())
    program = recording.process(traced.first)  # strace has some short-lived children of its own, to try what it can do
    seen = {process.pid: process for process in [program, *recording.descendants(program)]}
    assert set(seen) == set(traced.ends)
    assert {pid: process.ppid for pid, process in seen.items() if process != program} == traced.forker
    for forker in traced.ends:
        children = [pid for pid in traced.forker if traced.forker[pid] == forker]
        assert [child.pid for child in recording.children(forker)] == children
    assert {pid: how(seen[pid]) for pid in traced.ends} == traced.ends
    assert {pid: recording.text(pid) for pid in traced.ends} == traced.wrote


class Traced:
    """What strace's log says: who forked whom, in order; how each process ended; what each wrote to its standard output."""

    def __init__(self, log: str):
        lines = [line.split(maxsplit=1) for line in log.splitlines()]
        self.first = int(lines[0][0])
        self.forker: dict[int, int] = {}
        threads: set[int] = set()
        ends: dict[int, int] = {}
        self.wrote: dict[int, str] = {}
        flags: dict[int, str] = {}  # of a call that another process's line came into
        for pid, what in ((int(pid), what) for pid, what in lines):
            call = flags.pop(pid, "") + what
            if what.endswith("<unfinished ...>"):
                flags[pid] = what
            elif result := re.search(r"\b(?:v?fork|clone3?)\b.* = (\d+)$", call):
                if "CLONE_THREAD" in call:
                    threads.add(int(result[1]))
                else:
                    self.forker[int(result[1])] = pid
            elif written := re.match(r'write\(1, "(.*)\\n", ', call):
                self.wrote[pid] = self.wrote.get(pid, "") + written[1] + "\n"
            elif exited := re.match(r"\+\+\+ exited with (\d+) ", what):
                ends[pid] = int(exited[1])
            elif killed := re.match(r"\+\+\+ killed by (SIG\w+) ", what):
                ends[pid] = -getattr(signal, killed[1])
        self.ends = {pid: end for pid, end in ends.items() if pid not in threads}
