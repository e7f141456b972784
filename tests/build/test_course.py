"""course.py: what it says when it can't go on, and when its environment is made, mended or left alone.

The environments here are real ones, but with nothing in them: the lock file installs a package from a
folder beside it, without a network.
"""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import course
from helpers.build import environment
from helpers.build.environment import whole

ROOT = Path(course.ROOT)


def course_py(*arguments, folder=ROOT, **environ):
    """Run course.py in `folder` as a learner would, and wait for it."""
    command = [sys.executable, str(folder / "course.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env={**os.environ, **environ})


@pytest.fixture
def small_course(tmp_path, monkeypatch):
    """A small course in a folder of its own, without an environment yet."""
    return copy_course(tmp_path / "course", monkeypatch)


@pytest.fixture(scope="module")
def ready_course(tmp_path_factory):
    """A small course whose environment is made; its tests leave that as it is."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = copy_course(tmp_path_factory.mktemp("ready") / "course", monkeypatch)
        environment.set_up(environment.TESTING, root=folder)
        yield folder


def copy_course(folder, monkeypatch):
    """Put course.py and its set-up into `folder`; the locks name one small package each, found beside them."""
    (folder / "helpers" / "build").mkdir(parents=True)
    (folder / "requirements").mkdir()
    packages = ("helpers/__init__.py", "helpers/build/__init__.py")
    (folder / "helpers" / "command").mkdir()
    command = [f"helpers/command/{name}.py" for name in ("__init__", "arguments", "interpreter", "parsers", "problems")]
    set_up = [
        f"helpers/build/environment/{name}.py" for name in ("__init__", "making", "whole", "installing", "failures")
    ]
    (folder / "helpers" / "build" / "environment").mkdir()
    for name in ("course.py", *packages, *command, *set_up):
        shutil.copy(ROOT / name, folder / name)
    locks = (*environment.TESTING, *environment.CHECKING, environment.MEASURING[-1])
    for lock, package in zip(locks, ("oneleaf", "twoleaves", "checkleaf", "fourleaves"), strict=True):
        wheel(folder, package)
        (folder / lock).parent.mkdir(exist_ok=True)
        (folder / lock).write_text(f"{package}==1.0\n")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")  # no uv: what is tested is what every learner has
    return folder


def wheel(folder, name):
    """Write the smallest wheel there can be: a package of one empty module."""
    import zipfile

    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")


def has(python, package):
    return subprocess.run([python, "-c", f"import {package}"], capture_output=True).returncode == 0


# ---- what stands in the way ---------------------------------------------------------------


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 0), (3, 10, 99)])
def test_an_old_python_is_told_which_one_is_needed(version):
    said = course.obstacle(version, "posix")
    assert "needs Python 3.11 or newer" in said and f"this is Python {version[0]}.{version[1]}" in said


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_a_new_python_is_let_in(version):
    assert course.obstacle(version, "posix") is None


def test_native_windows_is_told_about_wsl():
    assert "WSL" in course.obstacle((3, 13, 0), "nt")


def test_the_sentence_reaches_whoever_has_an_old_python():
    pretend = f"import sys; sys.version_info = (3, 6, 9); sys.path.insert(0, {str(ROOT)!r}); import course"
    old = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True)
    assert old.returncode == 1
    assert "needs Python 3.11" in old.stderr and "Traceback" not in old.stderr


def test_old_pythons_can_read_course_py():
    """Python 2.7 reads ASCII, knows no f-strings, annotations, `:=` or keyword-only arguments."""
    import ast

    source = (ROOT / "course.py").read_bytes().decode("ascii")
    tree = ast.parse(source)
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.AsyncFunctionDef, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, too_new)]
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        arguments = function.args
        assert not arguments.kwonlyargs and not function.returns
        assert not any(argument.annotation for argument in arguments.args)


def test_the_set_up_needs_only_the_standard_library():
    alone = [sys.executable, "-S", "-c", "import course"]
    assert subprocess.run(alone, cwd=ROOT, capture_output=True, text=True).stderr == ""


@pytest.mark.parametrize("arguments", [(), ("lesson",), ("lab", "--fast")])
def test_a_command_that_is_not_known_is_refused_at_once(small_course, arguments):
    refused = course_py(*arguments, folder=small_course)
    assert refused.returncode == 2 and "usage: course.py" in refused.stderr
    assert not (small_course / ".venv").exists()


def test_help_names_the_commands():
    first_words = [line.split()[0] for line in course_py("--help").stdout.splitlines() if line.strip()]
    assert {"lab", "test", "check", "run", "notebooks", "images", "bench"} <= set(first_words)


# ---- the environment ----------------------------------------------------------------------


def test_made_at_first_and_then_left_alone(small_course, capsys):
    python = environment.set_up(root=small_course)
    assert python == small_course / ".venv" / "bin" / "python"
    assert has(python, "oneleaf") and not has(python, "twoleaves")
    assert "Making" in capsys.readouterr().err
    settings = small_course / ".venv" / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    no_news = json.loads(settings.read_text())["@jupyterlab/apputils-extension:notification"]
    assert no_news["fetchNews"] == "false"
    (small_course / "oneleaf-1.0-py3-none-any.whl").unlink()  # a second installation would now fail
    assert environment.set_up(root=small_course) == python
    assert capsys.readouterr().err == ""


def test_tests_add_what_they_need_and_a_changed_lock_is_followed(small_course):
    python = environment.set_up(root=small_course)
    inode = python.parent.stat().st_ino
    environment.set_up(environment.TESTING, root=small_course)
    assert has(python, "twoleaves")
    wheel(small_course, "threeleaves")
    (small_course / environment.LEARNING[0]).write_text("oneleaf==1.0\nthreeleaves==1.0\n")
    environment.set_up(root=small_course)
    assert has(python, "threeleaves")
    assert python.parent.stat().st_ino == inode, "a change of the lock should not cost a new environment"


def test_what_checks_the_code_lives_apart_from_the_course(small_course):
    python = environment.set_up(environment.CHECKING, root=small_course)
    assert python == small_course / ".venv-check" / "bin" / "python"
    assert has(python, "checkleaf") and not has(python, "oneleaf")
    assert not (small_course / ".venv").exists()
    assert not (small_course / ".venv-check" / "share").exists(), "JupyterLab's settings are none of its business"


@pytest.mark.parametrize("damage", ["interrupted", "empty", "no python", "another python", "moved"])
def test_damage_is_noticed(tmp_path, damage):
    folder = tmp_path / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (folder / environment.STAMP).write_text(json.dumps({"place": str(folder)}))
    assert environment.damage(folder) is None
    python = folder / "bin" / "python"
    if damage == "interrupted":
        (folder / environment.UNFINISHED).touch()
    elif damage == "empty":
        shutil.rmtree(folder)
        folder.mkdir()
    elif damage == "no python":
        python.unlink()
        python.symlink_to("/nowhere/python3")
    elif damage == "another python":
        config = folder / "pyvenv.cfg"
        config.write_text(config.read_text().replace("version = 3.", "version = 2."))
    else:
        folder = folder.rename(tmp_path / "elsewhere")
    assert environment.damage(folder)


def test_an_environment_without_pip_that_somebody_else_made_is_completed(small_course):
    folder = small_course / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (folder / "left-over").touch()
    assert has(environment.set_up(root=small_course), "oneleaf")
    assert (folder / "left-over").exists()


def test_no_venv_module_means_one_sentence_with_the_command(small_course, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else found(name))
    for user, command in (
        (1000, r"`sudo apt update && sudo apt install python3-venv`"),
        (0, r"`apt update && apt install"),
    ):
        monkeypatch.setattr(os, "getuid", lambda user=user: user)
        with pytest.raises(environment.SetUpFailed, match=command):
            environment.set_up(root=small_course)
    assert not (small_course / ".venv").exists()


def test_what_can_not_be_installed_is_said_and_tried_again_next_time(small_course):
    (small_course / environment.LEARNING[0]).write_text("noleaf==1.0\n")
    failed = course_py("lab", folder=small_course)
    assert failed.returncode == 1
    assert "noleaf" in failed.stderr and "could not be installed" in failed.stderr
    assert "network" not in failed.stderr and "disk" not in failed.stderr
    assert "Traceback" not in failed.stderr
    wheel(small_course, "noleaf")
    assert has(environment.set_up(root=small_course), "noleaf")


def test_an_index_that_can_not_be_reached_is_the_networks_fault(small_course, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/simple")  # nobody listens there
    monkeypatch.setenv("PIP_RETRIES", "1")
    (small_course / environment.LEARNING[0]).write_text("noleaf==1.0\n")
    failed = course_py("lab", folder=small_course)
    assert failed.returncode == 1 and "They come over the network: see that it is there" in failed.stderr


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 12 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], capture_output=True
    ).returncode == 0  # fmt: skip
    if not mounted:
        pytest.skip("no disk of its own can be mounted here: that takes root, and not in every container")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_named(small_disk, monkeypatch):
    folder = copy_course(small_disk / "course", monkeypatch)
    failed = course_py("lab", folder=folder)
    assert failed.returncode == 1 and "Traceback" not in failed.stderr
    assert (
        "The disk is full: the course's packages need about" in failed.stderr and f"MB in {small_disk}" in failed.stderr
    )
    assert "network" not in failed.stderr


def test_a_disk_on_which_not_even_a_folder_can_be_made_is_named(small_disk, monkeypatch):
    folder = copy_course(small_disk / "course", monkeypatch)
    subprocess.run(["sh", "-c", f"cat /dev/zero > {small_disk}/filler"], capture_output=True)
    failed = course_py("lab", folder=folder)
    assert failed.returncode == 1 and "The disk is full" in failed.stderr and "Traceback" not in failed.stderr


@pytest.mark.parametrize("said, sentence", [
    ("OSError: [Errno 28] No space left on device", "The disk is full"),
    ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "over the network"),
    ("error: Request failed after 3 retries\n Caused by: dns error", "over the network"),
    ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "When that is mended"),
    ("ERROR: Could not build wheels for psutil: gcc not found", "When that is mended"),
])  # fmt: skip
def test_an_installers_words_lead_to_the_right_sentence(tmp_path, said, sentence):
    from helpers.build.environment.failures import why_it_failed

    assert sentence in why_it_failed(said, tmp_path / "not there yet" / ".venv")


@pytest.mark.parametrize("damage", ["package deleted", "python not executable", "python replaced"])
def test_a_damaged_environment_is_made_anew(small_course, damage, capsys):
    python = environment.set_up(root=small_course)
    capsys.readouterr()
    if damage == "package deleted":
        next(python.parent.parent.glob("lib/*/site-packages/oneleaf.py")).unlink()
    else:
        python.unlink()
        python.write_text("" if damage == "python replaced" else "#!/bin/sh\n")
        python.chmod(0o644)
    assert environment.set_up(root=small_course) == python
    assert has(python, "oneleaf")
    said = capsys.readouterr().err
    assert "it is made anew" in said and ("has lost oneleaf.py" in said) == (damage == "package deleted")
    assert environment.set_up(root=small_course) == python and capsys.readouterr().err == ""


def test_versions_of_python_have_environments_side_by_side(small_course, capsys):
    other = small_course / ".venv"
    other.mkdir()
    (other / "pyvenv.cfg").write_text("version = 3.999.1\n")
    python = environment.set_up(root=small_course)
    own = small_course / f".venv-{sys.version_info[0]}.{sys.version_info[1]}"
    assert python == own / "bin" / "python" and has(python, "oneleaf")
    assert os.listdir(other) == ["pyvenv.cfg"]
    capsys.readouterr()
    shutil.rmtree(other)
    assert environment.set_up(root=small_course) == python, "to go back to it costs nothing"
    assert capsys.readouterr().err == "" and not other.exists()


def test_course_py_can_be_started_by_its_name():
    assert os.access(ROOT / "course.py", os.X_OK) and (ROOT / "course.py").read_text().startswith(
        "#!/usr/bin/env python3\n"
    )


def test_killed_in_the_middle_it_is_made_anew_the_next_time(small_course):
    command = [sys.executable, str(small_course / "course.py"), "bench"]
    first = subprocess.Popen(command, start_new_session=True)
    unfinished = small_course / ".venv" / environment.UNFINISHED
    until(lambda: unfinished.exists() or first.poll() is not None)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert unfinished.exists()
    (small_course / ".venv" / "left-over").touch()
    assert has(environment.set_up(root=small_course), "oneleaf")
    assert sorted(unfinished.parent.glob("*-*")) == [unfinished.parent / environment.STAMP]


def test_two_at_once_wait_for_each_other(small_course):
    command = [sys.executable, str(small_course / "course.py"), "bench"]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert sum("Making an environment" in words for words in said) == 1
    assert all("No module named benchmarks" in words for words in said), "both came as far as the hand-over"
    assert has(small_course / ".venv" / "bin" / "python", "fourleaves")


def test_a_folder_that_can_not_be_written_to_uses_the_cache(small_course, monkeypatch, capsys):
    monkeypatch.setenv("XDG_CACHE_HOME", str(small_course / "cache"))
    writable = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != small_course and writable(path, mode))
    python = environment.set_up(root=small_course)
    assert has(python, "oneleaf") and small_course / "cache" in python.parents
    assert capsys.readouterr().err.count("can't be written to") == 1
    assert environment.set_up(root=small_course) == python
    assert capsys.readouterr().err == "", "it is said once"
    assert not (small_course / ".venv").exists()


# ---- what is handed on --------------------------------------------------------------------


def test_run_hands_on_every_argument_and_the_exit_status(ready_course, tmp_path):
    (ready_course / "helpers" / "__main__.py").write_text("import sys; print(sys.argv[1:]); sys.exit(7)\n")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "program.py").touch()
    arguments = ["run", "--timeout", "5", "program.py", "-h", "--", "two words"]
    command = [sys.executable, str(ready_course / "course.py"), *arguments]
    ran = subprocess.run(command, cwd=tmp_path / "elsewhere", capture_output=True, text=True, timeout=120)
    assert (ran.stdout, ran.returncode) == (f"{arguments}\n", 7)


@pytest.mark.parametrize("words, status, said", [
    (["run", "--help"], 0, "course.py run [OPTION ...] PROGRAM"), (["load", "--help"], 0, "course.py load [OPTION ...] FILE"),
    (["run"], 2, "course.py run [OPTION ...] PROGRAM"), (["run", "nothing.py"], 2, "There is no file nothing.py"),
    (["run", "--timeout", "soon", "x.py"], 2, "'soon' is not a number"), (["load", "nothing.json"], 2, "There is no file nothing.json"),
    (["run", "-o", "none/out.png", "course.py"], 2, "there is no folder none"),
])  # fmt: skip
def test_help_and_mistakes_of_the_recorder_need_no_installation(small_course, words, status, said):
    done = course_py(*words, folder=small_course)
    assert done.returncode == status and said in done.stdout + done.stderr and "Traceback" not in done.stderr
    assert not (small_course / ".venv").exists()


def test_check_ends_with_the_status_of_the_checks(ready_course):
    environment.set_up(environment.CHECKING, root=ready_course)
    (ready_course / "helpers" / "build" / "check.py").write_text(
        "import sys, checkleaf; print(sys.argv[1:]); sys.exit(2)"
    )
    ran = course_py("check", folder=ready_course)
    assert (ran.stdout, ran.returncode) == ("[]\n", 2)


def test_bench_hands_on_its_option_and_the_exit_status(ready_course):
    (ready_course / "benchmarks").mkdir()
    (ready_course / "benchmarks" / "__main__.py").write_text("import sys; print(sys.argv[1:]); sys.exit(3)\n")
    ran = course_py("bench", "--quick", folder=ready_course)
    assert (ran.stdout, ran.returncode) == ("['--quick']\n", 3)
    assert has(ready_course / ".venv" / "bin" / "python", "fourleaves")


def test_release_writes_where_it_was_called(ready_course, tmp_path):
    (ready_course / "classroom").mkdir()
    (ready_course / "classroom" / "release.py").write_text("import sys; print(sys.argv[1:]); sys.exit(4)\n")
    command = [sys.executable, str(ready_course / "course.py"), "release", "1", "--to", "class"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (ran.stdout, ran.returncode) == (f"{['1', str(tmp_path / 'class')]}\n", 4)


def until(happened, seconds=60):
    """Wait until `happened()`; fail if that takes longer than any machine would need."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def test_grade_hands_on_its_arguments_and_installs_what_they_need(small_course, tmp_path):
    for lock in environment.GRADING_WIDELY[1:]:
        (small_course / lock).write_text("twoleaves==1.0\n")
    package = small_course / "classroom" / "grading"
    package.mkdir(parents=True)
    (package / "__main__.py").write_text("import os, sys; print(sys.argv[1:], os.getcwd()); sys.exit(4)\n")

    def grade(*arguments):
        command = [sys.executable, str(small_course / "course.py"), "grade", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
        installed = {name for name in whole.stamp(small_course / ".venv") if name.endswith("-lock.txt")}
        return done.returncode, done.stdout, installed

    folder = f"['a class', '--seed', '3'] {tmp_path}\n"
    assert grade("a class", "--seed", "3") == (4, folder, set(environment.GRADING))
    assert grade("--dask=tcp://there", "x")[2] == set(environment.GRADING_WIDELY)
