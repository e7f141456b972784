"""Do CPython's own tests have the same outcomes watched as unwatched?

    .venv/bin/python tests/watch/cpython_unchanged.py [MODULE ...]

Runs each module twice, plain and under the recorder, and prints the tests that came out differently; the exit
status is 1 if there are any. A test that differs is run again, both ways, since some of CPython's tests depend on
time and fail now and then by themselves; what counts is a difference that is seen three times. Modules that this
Python doesn't bring are passed over. All of them take some twenty minutes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("cpython_outcomes.py")
MODULES = (
    "test.test_fork1", "test.test_wait3", "test.test_wait4", "test.test_threading",
    "test.test_multiprocessing_fork", "test.test_multiprocessing_spawn", "test.test_multiprocessing_forkserver",
    "test.test_concurrent_futures.test_process_pool", "test.test_concurrent_futures",
)  # fmt: skip
LIMIT_S = 900
TIMES = 3


def is_there(module: str) -> bool:
    """Whether this Python brings that test module, or what it is made of (distributions often leave them out)."""
    if module.startswith("test.test_multiprocessing_"):
        module = "test._test_multiprocessing"
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def outcomes(module: str, watched: bool) -> dict[str, str]:
    """Test's name → outcome; empty if the run did not come to its end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "outcomes.json")
        program = [str(PROGRAM), str(file), module]
        command = [sys.executable, *program]
        if watched:
            environment["PYTHONPATH"] = str(ROOT)
            options = ["--python", sys.executable, "--timeout", str(LIMIT_S), "--max-processes", "2000"]
            command = [sys.executable, "-m", "helpers", "run", *options, *program]
        process = subprocess.Popen(
            command, cwd=folder, env=environment, start_new_session=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            process.wait(LIMIT_S + 60)
        except subprocess.TimeoutExpired:  # some of CPython's tests hang now and then, plain too
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return json.loads(file.read_text()) if file.exists() else {}


def differences(module: str) -> dict[str, list[tuple[str | None, str | None]]]:
    """The tests whose outcomes differ each time: name → the (plain, watched) outcomes that were seen."""
    seen: dict[str, list[tuple[str | None, str | None]]] = {}
    for turn in range(TIMES):
        plain, watched = outcomes(module, False), outcomes(module, True)
        if turn == 0:
            seen = {test: [] for test in plain.keys() | watched.keys()}
            print(f"{module}: {len(plain)} tests", flush=True)
        seen = {
            test: [*pairs, (plain.get(test), watched.get(test))]
            for test, pairs in seen.items()
            if plain.get(test) != watched.get(test)
        }
        if not seen:
            break
    return seen


def main(modules: list[str]) -> int:
    """Compare each module and say what differs; 1 if anything does."""
    # A shell's background job ignores it from the start, and tests that interrupt themselves then go on for ever.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    bad = 0
    for module in modules or [module for module in MODULES if is_there(module)]:
        for test, pairs in differences(module).items():
            bad += 1
            print(f"  {test}: " + ", ".join(f"plain {plain}, watched {watched}" for plain, watched in pairs))
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
