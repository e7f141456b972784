"""Is copy_folder, the chapter's small real tool, one that somebody could keep?

It is run as a program, on folders that the usual copy tools stumble over; the usual tool itself
is run beside it, to see that it still fails the way the course says.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_programs import PROGRAMS, end_session, run

KINDS = ["text", "binary", "nested", "empty", "lines", "all"]


def make(kind: str, folder: Path) -> Path:
    assert run("1.9/make_folder.py", kind, folder)[0] == 0
    return folder


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file's bytes and every folder (None), by path; of a link, where it points."""
    found = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = os.readlink(path).encode()
        else:
            found[name] = path.read_bytes() if path.is_file() else None
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_is_the_same_byte_for_byte(kind, tmp_path):
    source, target = make(kind, tmp_path / "source"), tmp_path / "target"
    status, out, err = run("1.9/copy_folder.py", source, target)
    assert (status, err) == (0, "")
    assert target.is_dir() and contents(target) == contents(source)
    files = sum(content is not None for content in contents(source).values())
    assert out.endswith(f"{files} of {files} files copied\n")
    if files:
        assert f"[{'#' * 30}] {files} of {files} files" in out


def test_the_copy_with_one_process_is_the_same(tmp_path):
    source, target = make("all", tmp_path / "source"), tmp_path / "target"
    assert run("1.9/copy_with_one.py", source, target) == (0, "", "")
    assert contents(target) == contents(source)


def test_links_rights_and_times_are_kept_and_a_pipe_is_reported(tmp_path):
    source, target = make("nested", tmp_path / "source"), tmp_path / "target"
    (source / "to_file").symlink_to("inner/innermost/note.txt")
    (source / "to_folder").symlink_to("inner")
    (source / "to_nothing").symlink_to("nowhere")
    note = source / "inner" / "innermost" / "note.txt"
    note.chmod(0o600)
    os.utime(note, (1, 1_000_000_000))
    os.mkfifo(source / "pipe")
    (source / "inner").chmod(0o555)
    try:
        status, _, err = run("1.9/copy_folder.py", source, target)
        assert (status, err) == (1, "Not copied: pipe: neither a file nor a folder\n")
        copied = target / "inner" / "innermost" / "note.txt"
        assert (copied.stat().st_mode & 0o777, copied.stat().st_mtime) == (0o600, 1_000_000_000)
        assert (target / "inner").stat().st_mode & 0o777 == 0o555
        (source / "pipe").unlink()
        assert contents(target) == contents(source)
    finally:
        for folder in (source, target):
            (folder / "inner").chmod(0o755)


def test_an_existing_target_is_refused_and_left_alone(tmp_path):
    source, target = make("text", tmp_path / "source"), make("binary", tmp_path / "target")
    before = contents(target)
    status, out, err = run("1.9/copy_folder.py", source, target)
    assert (status, out) == (2, "")
    assert err == f"{target} exists already. Nothing was copied: choose another name.\n"
    assert contents(target) == before


@pytest.mark.parametrize(
    "source, target, message",
    [
        ("nowhere", "target", "nowhere is not a folder. Nothing was copied."),
        ("source", "no/such/target", "target can't be made: No such file or directory. Nothing was copied."),
    ],
)
def test_what_can_not_begin_says_why(source, target, message, tmp_path):
    make("text", tmp_path / "source")
    status, out, err = run("1.9/copy_folder.py", tmp_path / source, tmp_path / target)
    assert (status, out) == (2, "") and err.endswith(message + "\n")


def test_a_file_that_can_not_be_read_is_reported_and_the_rest_copied(tmp_path):
    source, target = make("all", tmp_path / "source"), tmp_path / "target"
    unreadable = source / "picture.bin"
    unreadable.chmod(0)
    if os.access(unreadable, os.R_OK):
        pytest.skip("the superuser can read every file")
    (source / "inner" / "innermost").chmod(0)
    try:
        status, _, err = run("1.9/copy_folder.py", source, target)
    finally:
        unreadable.chmod(0o600)
        (source / "inner" / "innermost").chmod(0o700)
        (target / "inner" / "innermost").chmod(0o700)
    expected = contents(source)
    del expected["picture.bin"], expected[os.path.join("inner", "innermost", "note.txt")]
    assert status == 1
    assert sorted(err.splitlines()) == [
        "Not copied: inner/innermost: Permission denied",
        "Not copied: picture.bin: Permission denied",
    ]
    assert contents(target) == expected


def test_a_name_that_is_no_text_is_copied(tmp_path):
    source, target = make("text", tmp_path / "source"), tmp_path / "target"
    try:
        Path(os.fsdecode(os.fsencode(source) + b"/\xff\xfe")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    assert run("1.9/copy_folder.py", source, target)[0] == 0
    assert contents(target) == contents(source)


def test_a_killed_worker_does_not_make_it_wait_for_ever(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    for number in range(3000):
        (source / str(number)).write_bytes(b"x")
    process = subprocess.Popen(
        [sys.executable, PROGRAMS / "1.9/copy_folder.py", source, target],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        os.kill(worker_of(process.pid, target), signal.SIGKILL)
        _, err = process.communicate(timeout=60)
    finally:
        end_session(process)
    assert process.returncode == 1
    assert ": a worker died\n" in err and "Traceback" not in err


def worker_of(main: int, target: Path) -> int:
    """The PID of a worker of this program, as soon as the first file has arrived."""
    if not os.path.exists("/proc/self/task"):
        pytest.skip("this system does not list a process's children")
    while not (target.is_dir() and any(target.iterdir())):
        time.sleep(0.005)
    youngest = children(main)[-1]  # the manager was made first
    return (children(youngest) or [youngest])[-1]  # under forkserver, the workers are the server's children


def children(pid: int) -> list[int]:
    """The PIDs of this process's children, the youngest last."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize("kind, copied", [("binary", []), ("nested", []), ("empty", []), ("all", None)])
def test_the_usual_tool_waits_for_ever(kind, copied, tmp_path):
    source = make(kind, tmp_path / "source")
    status, out, err = run("1.9/naive_copy.py", source, tmp_path / "target", timeout=1.5)
    assert status is None and err == ""
    if copied is not None:
        assert out.splitlines() == copied


def test_the_usual_tool_changes_line_ends(tmp_path):
    source, target = make("lines", tmp_path / "source"), tmp_path / "target"
    assert run("1.9/naive_copy.py", source, target)[0] == 0
    assert b"\r\n" in (source / "windows.txt").read_bytes()
    assert (target / "windows.txt").read_bytes() == b"lines as Windows\nends them\n"


def test_the_usual_tool_copies_plain_text(tmp_path):
    source, target = make("text", tmp_path / "source"), tmp_path / "target"
    lines = "1 of 3 files\n2 of 3 files\n3 of 3 files\n"
    assert run("1.9/naive_copy.py", source, target) == (0, lines, "")
    assert contents(target) == contents(source)
