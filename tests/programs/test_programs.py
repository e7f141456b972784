"""Does every program of the course do what the course says it does?

Each program is run as a learner's terminal would run it, but with its output going to pipes, in a
session of its own, so that whatever it leaves behind can be killed. `program_rows.py` holds
the table of what must come out; a program without a row fails here.
"""

import atexit
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from multiprocessing import get_all_start_methods
from pathlib import Path

import pytest
from program_rows import ROWS, Row

PROGRAMS = Path(__file__).resolve().parents[2] / "helpers" / "programs"
TIME_LIMIT = 60  # s; only a program that is stuck takes so long, even on a busy machine
Ended = tuple[int | None, str, str]  # exit status (None: stopped by us), stdout, stderr
HANGING = 3  # s after which a program that must hang is taken to hang


def run(program: str, *args: object, timeout: float = TIME_LIMIT, **variables: str) -> Ended:
    """The exit status (None: stopped at the time-out, in s), stdout and stderr; nothing is left running."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    process = subprocess.Popen(
        [sys.executable, PROGRAMS / program, *map(str, args)],
        env=environment | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=timeout)
        return process.returncode, out, err
    except subprocess.TimeoutExpired:
        end_session(process)
        return None, *process.communicate()
    finally:
        end_session(process)


def end_session(process: subprocess.Popen) -> None:
    """Kill whatever is left of the session that this process began."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # nothing is left (Linux, macOS)
        pass


def run_row(row: Row, **variables: str) -> Ended:
    return run(row.program, *row.args, timeout=HANGING if row.hangs else TIME_LIMIT, **variables)


def unmatched(patterns: list[str], lines: list[str]) -> tuple[list[str], list[str]]:
    """Patterns that no line matches, and lines that no pattern matches; each is used once."""
    lines, missing = list(lines), []
    for pattern in patterns:
        found = next((line for line in lines if re.fullmatch(pattern, line)), None)
        if found is None:
            missing.append(pattern)
        else:
            lines.remove(found)
    return missing, lines


def position(pattern: str, lines: list[str]) -> int:
    return next(number for number, line in enumerate(lines) if re.fullmatch(pattern, line))


def check(row: Row, status: int | None, out: str, err: str) -> None:
    """Fail if this run is not what the row says."""
    seen = f"\n{row.name}\nstatus: {status}\nstdout:\n{out}\nstderr:\n{err}"
    lines = out.splitlines()
    assert status == (None if row.hangs else row.status), seen
    assert re.search(row.error, err) if row.error else err == "", seen
    missing, others = unmatched(row.lines, lines)
    assert not missing, seen
    assert all(row.other_lines and re.fullmatch(row.other_lines, line) for line in others), seen
    if row.in_order:
        assert all(re.fullmatch(pattern, line) for pattern, line in zip(row.lines, lines, strict=False)), seen
    if row.before:
        assert position(row.before[0], lines) < position(row.before[1], lines), seen
    if row.check:
        assert row.check(lines), seen


# A terminal has Python write line by line; these pipes alone would not. (Two lines of a sitecustomize.)
AS_ON_A_TERMINAL = "import sys; sys.stdout.reconfigure(line_buffering=True)\n"
FORKSERVER = "import multiprocessing as m; m.set_start_method('forkserver', force=True)\n"
ABOUT_PIPES = {"1.5/print_then_fork.py", "1.5/child_prints.py"}


@cache
def settings(text: str) -> str:
    """A folder whose sitecustomize does this in every Python process that has it in PYTHONPATH."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    Path(folder, "sitecustomize.py").write_text(text)
    return folder


@cache
def runs_of(section: str, forkserver: bool = False) -> dict[Row, Future]:
    """Runs of all rows of a section, four at a time, since most of them mostly sleep."""
    method = FORKSERVER if forkserver else ""
    rows = [row for row in ROWS if row.section == section and (not forkserver or leaves_method_open(row))]
    pool = ThreadPoolExecutor(4)
    return {
        row: pool.submit(
            run_row, row, PYTHONPATH=settings(method + ("" if row.program in ABOUT_PIPES else AS_ON_A_TERMINAL))
        )
        for row in rows
    }


def leaves_method_open(row: Row) -> bool:
    """Whether this program uses multiprocessing, takes the start method that it finds, and ends."""
    program = PROGRAMS / row.program
    # a program that is not there fails its own test
    source = program.read_text(encoding="utf-8") if program.exists() else ""
    chooses = "get_context(" in source or "set_start_method(" in source
    return "multiprocessing import" in source and not chooses and not row.hangs


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_program_does_what_the_course_says(row):
    check(row, *runs_of(row.section)[row].result())


@pytest.mark.skipif("forkserver" not in get_all_start_methods(), reason="this system has no forkserver")
@pytest.mark.parametrize("row", [row for row in ROWS if leaves_method_open(row)], ids=lambda row: row.name)
def test_program_does_the_same_under_forkserver(row):
    """The default way to start a process is fork on Linux up to Python 3.13, and forkserver from 3.14."""
    check(row, *runs_of(row.section, forkserver=True)[row].result())


def test_every_program_has_a_row():
    programs = {str(path.relative_to(PROGRAMS)) for path in PROGRAMS.rglob("*.py")}
    assert programs == {row.program for row in ROWS}


def test_no_program_hides_a_standard_module():
    names = {path.stem for path in PROGRAMS.rglob("*.py")}
    assert not names & set(sys.stdlib_module_names)
