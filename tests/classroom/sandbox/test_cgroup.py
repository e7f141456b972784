"""Where a cgroup can be made, a program runs in it, and it is gone afterwards."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from classroom.sandbox import watch
from classroom.sandbox.cgroup import ROOT, entering, groups, limited, places


@pytest.fixture
def made():
    with groups(20, 64 << 20) as found:
        if not found:
            pytest.skip("No cgroup can be made here.")
        yield found
    assert not any(group.exists() for group in found)


def test_what_is_in_it_has_its_limits(made):
    forks = "import os, time\ntry:\n    for _ in range(99):\n        if os.fork() == 0: time.sleep(60)\nexcept OSError: os.killpg(0, 9)"
    memory = "for _ in range(9): bytearray(b'x') * (99 << 20)"
    for program, files in ((forks, ["pids.max"]), (memory, ["memory.max", "memory.limit_in_bytes"])):
        if any((group / file).exists() for group in made for file in files):
            done = subprocess.run([*entering(made), sys.executable, "-c", program], start_new_session=True, timeout=50)
            assert done.returncode == -9


def ours() -> list[Path]:
    """The groups that are there now."""
    return [group for place, _ in places(ROOT) if place.exists() for group in place.glob("processes-course-*")]


def test_a_program_in_the_sandbox_is_in_it(made):
    del made
    before, found = set(ours()), []
    running = threading.Thread(target=lambda: found.append(watch("import time; time.sleep(1)", timeout=60)))
    running.start()
    within: dict[Path, set[str]] = {}  # the groups of other tests that run beside this one are among them
    while running.is_alive():
        for group in set(ours()) - before:
            try:
                within.setdefault(group, set()).update((group / "cgroup.procs").read_text().split())
            except OSError:
                pass  # gone already
        time.sleep(0.02)
    mine = [group for group, pids in within.items() if str(found[0].processes[0].pid) in pids]
    assert mine and not set(mine) & set(ours())


def test_a_limit_that_is_not_there_is_no_limit(tmp_path):
    assert limited(tmp_path / "group", {"pids.max": 5}) is None
    assert not (tmp_path / "group").exists()
    assert limited(tmp_path / "missing" / "group", {}) is None
    assert entering([]) == []
