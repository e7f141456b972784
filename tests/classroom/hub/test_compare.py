"""What the load test would notice: a claim without its tick, an error, a process that stays."""

import subprocess
import sys

import nbformat
import pytest

from classroom.hub.load import compare
from helpers.build.notebooks import NOTEBOOKS

FORK = "1.3-fork.ipynb"


@pytest.fixture
def seen():
    """The notebook as a student has it when all went well."""
    return nbformat.read(NOTEBOOKS / FORK, as_version=4)


def claim(notebook):
    return next(cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.startswith("claim("))


def test_the_same_is_right(seen):
    assert compare.wrong(seen, FORK) == []


def test_every_claim_is_counted(seen):
    held, couldnt = compare.claims(seen)
    assert held == sum(cell.source.count('claim("') for cell in seen.cells if cell.cell_type == "code")
    assert couldnt == 0


def test_a_claim_that_failed_is_noticed(seen):
    claim(seen).outputs = [nbformat.v4.new_output("error", ename="ClaimFailed", evalue="no", traceback=[])]
    assert len(compare.wrong(seen, FORK)) == 1


def test_a_tick_that_is_missing_is_noticed(seen):
    claim(seen).outputs = []
    assert len(compare.wrong(seen, FORK)) == 1


def test_a_process_that_stays_is_noticed_and_one_that_has_ended_isnt(tmp_path, monkeypatch):
    monkeypatch.setattr(compare, "GONE_S", 0)
    wait = [sys.executable, "-c", "input()"]
    with subprocess.Popen(wait, stdin=subprocess.PIPE, env={"HOME": str(tmp_path / "anna")}) as by_environment:
        with subprocess.Popen(wait, stdin=subprocess.PIPE, cwd=tmp_path) as by_folder:
            assert set(compare.living_in(tmp_path)) == {by_environment.pid, by_folder.pid}
            assert len(compare.left_behind(tmp_path)) == 2
            assert compare.memory(tmp_path) > 1 << 20
            by_folder.communicate(b"\n")
        by_environment.communicate(b"\n")
    assert compare.left_behind(tmp_path) == []
