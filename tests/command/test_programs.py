"""What can be run, with which Python, and what is kept of it."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from helpers.recording.notes import NO_PROBE
from helpers.recording.recording import Recording

ROOT = Path(__file__).parents[2]
CALLS = "import sys\ndef greet(name): return name\nprint(greet('you'), sys.argv[1:], sys.prefix)\n"


def helpers(*words, cwd=ROOT, **environment):
    """`python -m helpers` with these words, from the folder `cwd`."""
    env = {**os.environ, "VIRTUAL_ENV": sys.prefix, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "helpers", *map(str, words)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=60)


def recorded(tmp_path, *words, **environment):
    """The finished process, and its recording."""
    done = helpers("run", "-o", "out.json", *words, cwd=tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    return done, Recording.load(tmp_path / "out.json")


def called(recording):
    return [span.name for span in recording.spans if span.kind == "call"]


@pytest.mark.parametrize("words", [["tool"], ["folder"], ["tool.pyz"], ["-m", "package"], ["-mpackage.part"], ["-c", CALLS]],
                         ids=["no .py", "folder", "zip file", "package", "module", "code"])  # fmt: skip
def test_each_kind_of_program_runs_and_its_own_calls_are_seen(tmp_path, words):
    for name in ("tool", "folder/__main__.py", "package/__init__.py", "package/__main__.py", "package/part.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("" if "__init__" in name else CALLS)
    with zipfile.ZipFile(tmp_path / "tool.pyz", "w") as archive:
        archive.write(tmp_path / "tool", "__main__.py")
    done, recording = recorded(tmp_path, *words, "--json", "its own")
    assert done.stdout == f"you ['--json', 'its own'] {sys.prefix}\n"
    assert called(recording) == ["greet('you')"] and recording.notes == ()


def test_of_a_package_that_is_named_all_modules_are_its_own(tmp_path):
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "part.py").write_text(
        "from collections import namedtuple\nPair = namedtuple('Pair', 'a b')\ndef work(n): return Pair(n, n)\n"
    )
    (tmp_path / "package" / "__main__.py").write_text("from package.part import work\nwork(1)\nwork(2)\n")
    assert called(recorded(tmp_path, "-m", "package")[1]) == ["work(1)", "work(2)"]


def test_a_module_whose_children_are_spawned(tmp_path):
    (tmp_path / "spawns.py").write_text(
        "import multiprocessing\ndef work(n): pass\nif __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n    child = multiprocessing.Process(target=work, args=(7,))\n"
        "    child.start()\n    child.join()\n")  # fmt: skip
    recording = recorded(tmp_path, "-m", "spawns")[1]
    (span,) = [span for span in recording.spans if span.name == "work(7)"]
    assert span.pid in {process.pid for process in recording.processes if process.role == "Process-1"}


# ---- with which Python ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def another(tmp_path_factory):
    """A virtual environment of its own."""
    folder = tmp_path_factory.mktemp("another")
    venv.create(folder, symlinks=True)
    return folder


def prefix(done):
    return done.stdout.split()[-1]


def test_the_python_is_named_or_active_or_on_the_path(tmp_path, another):
    path = tmp_path / "program.py"
    path.write_text(CALLS)
    python = another / "bin" / "python"
    assert prefix(helpers("run", "--python", python, path)) == str(another)
    assert prefix(helpers("run", path, VIRTUAL_ENV=str(another))) == str(another)
    on_path = os.pathsep.join([str(another / "bin"), os.environ["PATH"]])
    for nothing in ("", str(tmp_path / "gone")):
        assert prefix(helpers("run", path, VIRTUAL_ENV=nothing, PATH=on_path)) == str(another)
    assert prefix(helpers("run", "--python", "python3", path, PATH=on_path)) == str(another)


def test_a_script_that_looks_for_the_python_is_not_part_of_the_program(tmp_path, another):
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin" / "python3"
    shim.write_text(f'#!/bin/sh\nls / > /dev/null\nexec "{another}/bin/python" "$@"\n')
    shim.chmod(0o755)
    (tmp_path / "program.py").write_text(CALLS)
    path = os.pathsep.join([str(shim.parent), os.environ["PATH"]])
    done, recording = recorded(tmp_path, "program.py", VIRTUAL_ENV="", PATH=path)
    assert prefix(done) == str(another) and len(recording.processes) == 1 and called(recording)


def old_python():
    """A Python here that the probe is not made for, if there is one."""
    for name in ("python2.7", "python2", "python3.6", "python3.7", "python3.8", "python3.9", "python3.10", "pypy3"):
        found = shutil.which(name)
        if found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:
            return found
    return None


@pytest.mark.skipif(old_python() is None, reason="this system has no Python older than 3.11 to try")
def test_of_an_old_python_the_kernels_side_is_seen_and_that_is_said(tmp_path):
    (tmp_path / "old.py").write_text("import os\nif os.fork() == 0: os._exit(3)\nos.wait()\nprint('old')\n")
    done, recording = recorded(tmp_path, "--python", old_python(), "old.py")
    assert done.stdout == "old\n" and done.stderr == ""
    assert [process.exit_code for process in recording.processes][:1] == [0] and NO_PROBE in recording.notes


def test_a_command_is_run_and_the_pythons_in_it_are_seen(tmp_path):
    (tmp_path / "program.py").write_text(CALLS)
    line = f"{sys.executable} program.py one | sort; exit 5"
    done = helpers("run", "-o", "out.json", "--", "sh", "-c", line, cwd=tmp_path)
    assert done.stdout == f"you ['one'] {sys.prefix}\n" and done.returncode == 5 and done.stderr == ""
    recording = Recording.load(tmp_path / "out.json")
    assert recording.command == ("sh", "-c", line) and recording.main.exit_code == 5
    assert {"main", "sort"} <= {process.role for process in recording.processes}
    assert called(recording) == ["greet('you')"] and NO_PROBE in recording.notes


def test_a_command_has_the_name_it_was_given(tmp_path):
    assert helpers("run", "--", "sh", "-c", "echo $0").stdout == "sh\n"


@pytest.mark.parametrize("source, status", [
    ("for n in range(100_000): print(n)", 1),
    ("import sys\ntry:\n    for n in range(100_000): print(n)\nexcept BrokenPipeError: sys.exit(3)", 3),
    ("import sys\nsys.stdout.write('x' * 9)", 0),
], ids=["fails", "handles it", "writes little"])  # fmt: skip
def test_under_head_the_status_is_the_plain_programs(tmp_path, source, status):
    (tmp_path / "program.py").write_text(source)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {
        "PYTHONPATH": str(ROOT)
    }
    for start in ([sys.executable], [sys.executable, "-m", "helpers", "run", "--python", sys.executable]):
        process = subprocess.Popen(
            [*start, "program.py"], cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        process.stdout.read(3)
        process.stdout.close()
        assert process.wait(60) == status


# ---- what is kept ---------------------------------------------------------------------------

TWO = "import os, time\nif os.fork() == 0: time.sleep(0.2); os._exit(0)\nos.wait()\nprint('end')\n"


def test_the_ending_chooses_what_is_written(tmp_path):
    pytest.importorskip("matplotlib")
    (tmp_path / "two.py").write_text(TWO)
    names = ["out.json", "out.trace.json", "out.txt", "out.png", "out.svg"]
    done = helpers("run", *(word for name in names for word in ("-o", name)), "two.py", cwd=tmp_path)
    assert (done.stdout, done.stderr, done.returncode) == ("end\n", "", 0)
    assert len(Recording.load(tmp_path / "out.json").processes) == 2
    assert "traceEvents" in json.loads((tmp_path / "out.trace.json").read_text())
    assert (tmp_path / "out.txt").read_text().startswith("python two.py\n")
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "out.svg").read_text().startswith("<?xml")


def test_a_saved_recording_is_drawn_again(tmp_path):
    pytest.importorskip("matplotlib")
    (tmp_path / "two.py").write_text(TWO)
    helpers("run", "-o", "out.json", "-o", "whole.svg", "two.py", cwd=tmp_path)
    done = helpers("load", "out.json", cwd=tmp_path)
    assert done.stdout.startswith("python two.py\n") and "child 1" in done.stdout and done.stderr == ""
    assert helpers("load", "out.json", "-o", "again.svg", cwd=tmp_path).returncode == 0
    assert (tmp_path / "again.svg").read_text() == (tmp_path / "whole.svg").read_text()
    pictures = {(tmp_path / "whole.svg").read_text()}
    for at, options in enumerate((["--from", 50, "--to", 60], ["--to", 60], ["--cpus"], ["--cpus", "--to", 60])):
        done = helpers("load", *options, "out.json", "-o", f"{at}.svg", cwd=tmp_path)
        assert done.stderr == "" and done.returncode == 0
        pictures.add((tmp_path / f"{at}.svg").read_text())
    assert len(pictures) == 5


@pytest.mark.parametrize("text, said", [("no json", "it does not hold JSON"), ("{}", "This is not a recording")])
def test_what_is_no_recording_is_said(tmp_path, text, said):
    (tmp_path / "other.json").write_text(text)
    done = helpers("load", tmp_path / "other.json")
    assert said in done.stderr and "Traceback" not in done.stderr and done.returncode == 2


def test_a_part_that_is_empty_is_said(tmp_path):
    pytest.importorskip("matplotlib")
    (tmp_path / "two.py").write_text("print(1)")
    helpers("run", "-o", "out.json", "two.py", cwd=tmp_path)
    done = helpers("load", "out.json", "--from", 3_600_000, "-o", "out.png", cwd=tmp_path)
    assert "is empty" in done.stderr and done.returncode == 125


def test_an_old_python_is_told_so(tmp_path):
    """Even one that can't read the rest of the course."""
    import ast

    for name in ("__init__.py", "__main__.py"):
        tree = ast.parse((ROOT / "helpers" / name).read_bytes().decode("ascii"))
        assert not [node for node in ast.walk(tree) if isinstance(node, (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr))]
    pretend = f"import sys, runpy; sys.version_info = (3, 6, 9); sys.path.insert(0, {str(ROOT)!r}); runpy.run_module('helpers', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True)
    assert done.returncode == 1 and "needs Python 3.11 or newer, and this is Python 3.6" in done.stderr
    assert "Traceback" not in done.stderr
