"""Where does the Python that the course runs on come from?

From `.venv` in the course's folder, made at first need and left alone as long as nothing changes:

    requirements-lock.txt ────────┐
    requirements/test-lock.txt ───┼──► fingerprint ── same as in .venv/course-stamp.json? ── yes ──► nothing to do
    the Python's version ─────────┘                                   │ no
                                                                      ▼
                 .venv/course-unfinished is put down, packages are installed, the stamp is written,
                 course-unfinished is taken away

What checks the code (requirements/check-lock.txt) needs none of the course's packages, and has `.venv-check` in the
same way.

Whoever finds `course-unfinished` knows that somebody was interrupted in the middle. A package that was
copied halfway looks installed to pip, so such an environment is made anew. Two at once wait
for each other by a lock on requirements-lock.txt, which goes when its owner goes.

`course.py` imports this file before anything is installed: it and what it imports (`helpers`, too, which
loads nothing until asked) need the standard library only.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEARNING = ("requirements-lock.txt",)
TESTING = (*LEARNING, "requirements/test-lock.txt")
CHECKING = ("requirements/check-lock.txt",)
GRADING = (*LEARNING, "requirements/grade-lock.txt")
GRADING_WIDELY = (*GRADING, "requirements/dask-lock.txt")
MEASURING = (*LEARNING, "requirements/bench-lock.txt")

STAMP = "course-stamp.json"
UNFINISHED = "course-unfinished"
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}


class SetUpFailed(Exception):
    """The environment could not be made; the message says why and what to do."""


def set_up(locks: Sequence[str] = LEARNING, root: Path = ROOT) -> Path:
    """The path of a Python that has everything in `locks` (file names in `root`), made if need be.

    Raises SetUpFailed if that can't be done.
    """
    folder = place(root, ".venv-check" if locks == CHECKING else ".venv")
    python = folder / "bin" / "python"
    with one_at_a_time(root / LEARNING[0]):
        missing = [lock for lock in locks if stamp(folder).get(lock) != fingerprint(root / lock)]
        if not is_whole(folder):
            make(folder)
            missing = list(locks)
        if missing:
            (folder / UNFINISHED).touch()
            install(python, [root / lock for lock in missing])
            if LEARNING[0] in missing:
                silence_news(folder)
            done = {"place": str(folder)} | {lock: fingerprint(root / lock) for lock in missing}
            (folder / STAMP).write_text(json.dumps(stamp(folder) | done, indent=1) + "\n")
            (folder / UNFINISHED).unlink()
    return python


def place(root: Path, name: str = ".venv") -> Path:
    """Where the environment of this name of the course in `root` is, or is to be."""
    if os.access(root, os.W_OK):
        return root / name
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "processes-course" / hashlib.sha256(str(root).encode()).hexdigest()[:12] / name.lstrip(".")
    say(f"The folder {root} can't be written to, so the course's packages live in {folder}.")
    return folder


def fingerprint(lock: Path) -> str:
    """What an environment depends on: the lock's text and the Python that runs this."""
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def stamp(folder: Path) -> dict[str, str]:
    """Where the environment was made, and the fingerprint of each lock that was installed; {} if unknown."""
    try:
        return json.loads((folder / STAMP).read_text())
    except (OSError, ValueError):
        return {}


def is_whole(folder: Path) -> bool:
    """Whether `folder` holds an environment of this Python version, made here, that nobody left half made."""
    try:
        config = (folder / "pyvenv.cfg").read_text()
    except OSError:
        return False
    # venv writes "version", uv "version_info".
    version = re.search(r"^version(?:_info)? *= *(\d+)\.(\d+)", config, re.MULTILINE)
    ours = version is not None and tuple(map(int, version.groups())) == sys.version_info[:2]
    moved = stamp(folder).get("place", str(folder)) != str(folder)  # its scripts still name the old folder
    return ours and not moved and (folder / "bin" / "python").exists() and not (folder / UNFINISHED).exists()


def make(folder: Path) -> None:
    """Make an empty environment in `folder`, in place of whatever is there."""
    uv = shutil.which("uv")
    if uv is None and not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise SetUpFailed(
            "This Python came without its venv module, which the course needs: install it with"
            " `sudo apt install python3-venv` (Debian, Ubuntu) and start the same command again."
        )
    say(f"Making an environment for Python {sys.version_info[0]}.{sys.version_info[1]} in {folder} …")
    try:
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        (folder / UNFINISHED).touch()
    except OSError as problem:
        raise SetUpFailed(f"The folder {folder} can't be made anew ({problem.strerror}): remove it yourself.") from None
    if uv:
        follow([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(folder)])
    else:
        follow([sys.executable, "-m", "venv", str(folder)])


def install(python: Path, locks: Sequence[Path]) -> None:
    """Install what the lock files name, with uv where there is one, else with the environment's own pip."""
    wanted = [word for lock in locks for word in ("-r", str(lock))]
    packages = set(re.findall(r"^([\w.-]+)==", "".join(lock.read_text() for lock in locks), re.MULTILINE))
    say(f"Installing about {len(packages)} packages; the first time this takes a minute or two …")
    if uv := shutil.which("uv"):
        follow([uv, "pip", "install", "--quiet", "--python", str(python), *wanted])
        return
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode:
        follow([str(python), "-m", "ensurepip"])
    follow([str(python), "-m", "pip", "install", "--disable-pip-version-check", *wanted], count="Collecting ")


def follow(command: Sequence[str], count: str = "") -> None:
    """Run `command`, and show how many of its lines begin with `count`. Raises SetUpFailed if it fails."""
    lines, seen = [], 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout or ():
            lines.append(line)
            if count and line.startswith(count):
                seen += 1
                if sys.stderr.isatty():
                    print(f"\r  {seen} packages ", end="", file=sys.stderr, flush=True)
    if seen and sys.stderr.isatty():
        print(file=sys.stderr)
    if process.returncode:
        said = "".join(lines[-12:])
        raise SetUpFailed(
            f"{said}\nThe course's packages could not be installed; the lines above say why."
            " They come over the network: see that it is there, and start the same command again."
        )


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


def say(sentence: str) -> None:
    """Tell the learner what goes on, on stderr: stdout belongs to the command that comes after."""
    print(sentence, file=sys.stderr, flush=True)
