"""Makes the environment, or finds that there is nothing to do: where it is, what is missing, one at a time."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from .failures import no_venv, why_not_written
from .installing import SetUpFailed, follow, install, say
from .whole import STAMP, UNFINISHED, contents, damage, fingerprint, made_for, stamp

ROOT = Path(__file__).resolve().parents[3]
LEARNING = ("requirements-lock.txt",)
TESTING = (*LEARNING, "requirements/test-lock.txt")
BROWSING = (*TESTING, "requirements/browser-lock.txt")
CHECKING = ("requirements/check-lock.txt",)
GRADING = (*LEARNING, "requirements/grade-lock.txt")
GRADING_WIDELY = (*GRADING, "requirements/dask-lock.txt")
MEASURING = (*LEARNING, "requirements/bench-lock.txt")

NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}


def set_up(locks: Sequence[str] = LEARNING, root: Path = ROOT) -> Path:
    """The path of a Python that has everything in `locks` (file names in `root`), made if need be.

    Raises SetUpFailed if that can't be done.
    """
    folder = place(root, ".venv-check" if locks == CHECKING else ".venv")
    python = folder / "bin" / "python"
    with one_at_a_time(root / LEARNING[0]):
        missing = [lock for lock in locks if stamp(folder).get(lock) != fingerprint(root / lock)]
        wrong = damage(folder)
        if not (wrong or missing):
            return python
        try:
            if wrong:
                make(folder, wrong)
                missing = list(locks)
            (folder / UNFINISHED).touch()
            install(python, [root / lock for lock in missing])
            if LEARNING[0] in missing:
                silence_news(folder)
            prints = {lock: fingerprint(root / lock) for lock in missing}
            done = {"place": str(folder), **prints, "contents": contents(folder)}
            (folder / STAMP).write_text(json.dumps(stamp(folder) | done, indent=1) + "\n")
            (folder / UNFINISHED).unlink()
        except OSError as problem:
            raise SetUpFailed(why_not_written(problem, folder)) from None
    return python


def place(root: Path, name: str = ".venv") -> Path:
    """Where the environment of this name of the course in `root` is, or is to be, for this version of Python.

    The first version to come takes the name, the others have theirs behind it.
    """
    home = root
    if not os.access(root, os.W_OK):
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        home = cache / "processes-course" / hashlib.sha256(str(root).encode()).hexdigest()[:12]
        name = name.lstrip(".")
    folder, own = home / name, home / f"{name}-{sys.version_info[0]}.{sys.version_info[1]}"
    if own.exists() or made_for(folder) not in (None, sys.version_info[:2]):
        folder = own
    if home != root and not folder.exists():
        say(f"The folder {root} can't be written to, so the course's packages live in {folder}.")
    return folder


def make(folder: Path, wrong: str) -> None:
    """Make an empty environment in `folder`, in place of whatever is there, which is `wrong`."""
    uv = shutil.which("uv")
    if uv is None and not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise SetUpFailed(no_venv())
    if folder.exists():
        say(f"{folder} {wrong}: it is made anew.")
    say(f"Making an environment for Python {sys.version_info[0]}.{sys.version_info[1]} in {folder} …")
    try:
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        (folder / UNFINISHED).touch()
    except OSError as problem:
        raise SetUpFailed(why_not_written(problem, folder)) from None
    if uv:
        follow([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(folder)], folder)
    else:
        follow([sys.executable, "-m", "venv", str(folder)], folder)


def silence_news(folder: Path) -> None:
    """Tell JupyterLab not to ask about its news feed (its setting, and the file for it: overrides.json)."""
    settings = folder / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(NO_NEWS) + "\n")


@contextlib.contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Hold the lock on the file `lock`; wait, and say so, while another process holds it."""
    import fcntl  # not on Windows, where course.py has already said so

    # NFS locks only files opened for writing; in a folder that can't be written to, reading has to do.
    with open(lock, "r+" if os.access(lock, os.W_OK) else "r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another course.py is at the set-up; waiting for it …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
