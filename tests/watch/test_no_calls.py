"""Watched from outside only: nothing of ours is in the program, and the kernel's side of the story is all there."""

import os
import subprocess
import sys
from pathlib import Path

from record_checks import LAYERS, problems, run_source

from helpers.recording.notes import NO_CALLS
from helpers.recording.recording import Recording
from helpers.watch.supervisor.environment import clean_room

ROOT = Path(__file__).resolve().parents[2]
WORLD = """
import os, sys
print(sorted(sys.modules))
print(sorted(os.environ))
print(sys.path[1:], os._exit.__module__, sys.getprofile(), sys.stdout.line_buffering)
"""


def test_the_program_finds_nothing_of_ours(tmp_path):
    (tmp_path / "program.py").write_text(WORLD)
    environment = clean_room(dict(os.environ))
    alone = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert run_source(tmp_path, WORLD, calls=False).text() == alone


def test_the_kernels_side_is_all_there(tmp_path):
    # One that is collected within a millisecond or two may be gone before the kernel can be asked how it ended.
    child = "    if pid == 0: time.sleep(0.3); os._exit(3)\n"
    source = f"import os, time\ndef f():\n    pid = os.fork()\n{child}    os.waitpid(pid, 0)\nf(); f()"
    recording = run_source(tmp_path, source, calls=False)
    assert problems(recording) == [] and recording.spans == () and recording.notes == (NO_CALLS,)
    if "exact" in LAYERS:
        assert [(p.role, p.exit_code) for p in recording.processes] == [("main", 0), ("child 1", 3), ("child 2", 3)]


def test_the_command_line_has_it_too(tmp_path):
    (tmp_path / "program.py").write_text("def f(): print('PROCESSES_COURSE_EVENTS' in __import__('os').environ)\nf()")
    command = [sys.executable, "-m", "helpers", "run", "--no-calls", "--json", "out.json", "program.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "False\n", "")
    assert Recording.load(tmp_path / "out.json").spans == ()
