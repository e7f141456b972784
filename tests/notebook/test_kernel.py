"""The notebook's tools in a real kernel: the same outputs on every run, and what an interrupt does."""

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from kernels import ROOT, answers, idle, messages, running_kernel, stream_text
from nbclient import NotebookClient

CELLS = [
    "from helpers import show, run, claim, predict, compare",
    'show("1.3/fork_once.py")',
    'predict("fork-once-lines", "?")',
    'r = run("1.3/fork_once.py")',
    "r.timeline()",
    "r.tree()",
    'claim("Two processes ran.", r.how_many_processes() == 2)',
    "r",
    "%%exercise three-children\nimport os\n",
]
PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]*")
WITH_PIDS = (3, 8)  # cells that a notebook would tag nbval-ignore-output


def executed():
    """The outputs of every cell, as the course's build makes them."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    NotebookClient(
        notebook,
        timeout=120,
        coalesce_streams=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(ROOT / "notebooks")}},
    ).execute()
    return [cell.outputs for cell in notebook.cells]


@pytest.fixture(scope="module")
def twice():
    answers = ROOT / "my-course" / "my-answers.json"
    before = answers.read_bytes() if answers.exists() else None
    runs = executed(), executed()
    assert (answers.read_bytes() if answers.exists() else None) == before, "a build must not answer for the learner"
    return runs


def compared(output):
    """What strict nbval compares of an output: all but PNGs."""
    data = {kind: PICTURE.sub("", text) for kind, text in output.get("data", {}).items() if kind != "image/png"}
    return output.output_type, output.get("text"), data


def test_outputs_are_the_same_on_every_run(twice):
    for number, (one, other) in enumerate(zip(*twice, strict=True)):
        if number not in WITH_PIDS:
            assert [compared(output) for output in one] == [compared(output) for output in other], CELLS[number]


def test_nothing_goes_to_stderr_and_nothing_blinks(twice):
    for outputs in twice[0]:
        for output in outputs:
            assert output.output_type in ("stream", "display_data", "execute_result")
            assert output.get("name") != "stderr"
            assert "\r" not in output.get("text", "") and "running after" not in output.get("text", "")


def test_lines_arrive_in_the_cell_that_ran(twice):
    [stream] = twice[0][3]
    assert stream.text.count("after the fork") == 2
    assert [output.output_type for output in twice[0][4]] == ["display_data"]


# ---- a reader at the keyboard ----------------------------------------------------------------

HANGS = """
import os, sys, time
from helpers import run
with open({path!r}, "w") as file:
    file.write("import os, time\\nos.fork()\\nprint(os.getpid(), flush=True)\\ntime.sleep(600)\\n")
r = run({path!r}, timeout=300)
"""


@pytest.fixture
def kernel():
    with running_kernel() as one:
        yield one


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"


def test_an_interrupt_ends_the_tree_and_the_next_cell_works(kernel, tmp_path):
    manager, client = kernel
    client.execute(HANGS.format(path=str(tmp_path / "hangs.py")), allow_stdin=True)
    text = ""

    def both_wrote_and_the_sign_is_there(message):
        nonlocal text
        text += message["content"]["text"] if message["msg_type"] == "stream" else ""
        return text.count(" | ") == 2 and "still running after" in text

    messages(client, both_wrote_and_the_sign_is_there)
    pids = [int(line.split("|")[1].split()[0]) for line in text.replace("\r", "\n").splitlines() if "|" in line]
    assert len(pids) == 2 and not any(gone(pid) for pid in pids)

    manager.interrupt_kernel()
    seen = messages(client, idle)
    assert "you interrupted the run" in stream_text(seen)
    [error] = [message["content"] for message in seen if message["msg_type"] == "error"]
    assert error["traceback"] == ["KeyboardInterrupt: the run was stopped."]
    assert all(gone(pid) for pid in pids)

    seen = answers(client, "run('1.3/fork_once.py').processes.__len__()")
    assert any(m["msg_type"] == "execute_result" and m["content"]["data"]["text/plain"] == "2" for m in seen)


def test_many_runs_can_be_interrupted(kernel):
    manager, client = kernel
    client.execute("from helpers import repeat\nrepeat('1.3/fork_once.py', times=100_000)", allow_stdin=True)
    messages(client, lambda message: "of 100000 runs" in stream_text([message]))
    manager.interrupt_kernel()
    seen = messages(client, idle)
    [error] = [message["content"] for message in seen if message["msg_type"] == "error"]
    assert error["traceback"] == ["KeyboardInterrupt: the run was stopped."]

    seen = answers(client, "len(repeat('1.3/fork_once.py', times=2).recordings)")
    assert any(m["msg_type"] == "execute_result" and m["content"]["data"]["text/plain"] == "2" for m in seen)


def test_errors_are_one_sentence(kernel):
    _, client = kernel
    client.execute("from helpers import claim, run\nclaim('Two ran.', False)")
    [error] = [m["content"] for m in messages(client, idle) if m["msg_type"] == "error"]
    assert error["ename"] == "ClaimFailed" and len(error["traceback"]) == 1
    client.execute("run('fork/fork_onec.py')")
    [error] = [m["content"] for m in messages(client, idle) if m["msg_type"] == "error"]
    assert "1.3/fork_once.py" in error["traceback"][0] and json.dumps(error).count("File") == 0


def test_after_a_restart_the_course_is_known_before_the_first_cell(monkeypatch):
    monkeypatch.setenv("PYTHONSTARTUP", str(ROOT / "helpers" / "notebook" / "cells" / "at_start.py"))
    with running_kernel() as (manager, client):
        for again in (False, True):
            if again:
                manager.restart_kernel(now=True)
                client.wait_for_ready(timeout=60)
            seen = answers(client, "%%program\nprint('here')")
            assert "| here" in stream_text(seen) and not [m for m in seen if m["msg_type"] == "error"]
            assert "after the fork" in stream_text(answers(client, "r = run('1.3/fork_once.py')"))
