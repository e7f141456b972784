"""The same work on a Dask cluster: two workers, one of them killed in mid-batch, and every submission has one mark."""

import json
import os
import subprocess
import sys
import time

import pytest
from classroom_notebooks import answer, code, write
from left_behind import left_behind, new_word

from classroom.grading.__main__ import main
from classroom.grading.cluster import NoCluster, on_cluster

distributed = pytest.importorskip("distributed")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(sys.modules["classroom"].__file__)))


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers, as a teacher starts them: the scheduler's address, and the workers' processes."""
    started = []

    def start(*words):
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([ROOT, *filter(None, [os.environ.get("PYTHONPATH")])])},
        )  # fmt: skip
        started.append(process)
        return process

    address_file = tmp_path / "scheduler.json"
    start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address_file))
    workers = [
        start(
            "worker", "--scheduler-file", str(address_file), "--no-nanny", "--nthreads", "1", "--no-dashboard",
            "--local-directory", str(tmp_path / f"worker{number}"),
        )
        for number in range(2)
    ]  # fmt: skip
    until = time.monotonic() + 60
    while not address_file.exists() or not address_file.read_text().strip():
        assert time.monotonic() < until
        time.sleep(0.05)
    address = json.loads(address_file.read_text())["address"]
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield address, workers
    for process in started:
        process.kill()
        process.wait()


def test_a_worker_is_killed_and_every_submission_gets_one_mark(tmp_path, cluster):
    address, workers = cluster
    word = f"0.3{int(new_word()[:8], 16)}"  # seconds
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(6):
        text = answer("keep-alive") if number % 2 else f"import os; os.execvp('sleep', ['sleep', '{word}'])"
        write([code(f"%%exercise keep-alive\n{text}")], folder / f"student {number}.ipynb")

    grading = subprocess.Popen(
        [sys.executable, "-m", "classroom.grading", str(folder), "--dask", address, "--seed", "2"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    records = tmp_path / "class-marks" / "records"
    until = time.monotonic() + 120
    while not (records.exists() and any(records.glob("*.json"))):  # in mid-batch: one is done, five are not
        assert time.monotonic() < until and grading.poll() is None, grading.stdout.read()
        time.sleep(0.02)
    workers[0].kill()
    said, _ = grading.communicate(timeout=240)
    assert grading.returncode == 0, said
    assert "6 of 6 submissions were marked." in said
    marks = (tmp_path / "class-marks" / "marks.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[:2] for row in marks[1:]] == [
        [f"student {number}", "4.0" if number % 2 else "0.0"] for number in range(6)
    ]
    assert left_behind(word) == []


def test_where_no_scheduler_answers_it_says_so(tmp_path):
    with pytest.raises(NoCluster, match="No Dask scheduler answers at tcp://127.0.0.1:1 "):
        list(on_cluster({"a": {}}, "tcp://127.0.0.1:1"))


def test_the_command_says_so_too(tmp_path):
    (tmp_path / "class").mkdir()
    with pytest.raises(SystemExit, match="No Dask scheduler answers"):
        main([str(tmp_path / "class"), "--dask", "tcp://127.0.0.1:1"])
