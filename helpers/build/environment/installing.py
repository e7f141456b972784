"""Runs the installer and shows how far it is; when it fails, its last lines and one sentence say why."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .failures import why_it_failed


class SetUpFailed(Exception):
    """The environment could not be made; the message says why and what to do."""


def install(python: Path, locks: Sequence[Path]) -> None:
    """Install what the lock files name, with uv where there is one, else with the environment's own pip."""
    wanted = [word for lock in locks for word in ("-r", str(lock))]
    packages = set(re.findall(r"^([\w.-]+)==", "".join(lock.read_text() for lock in locks), re.MULTILINE))
    folder = python.parent.parent
    say(f"Installing about {len(packages)} packages; the first time this takes a minute or two …")
    if uv := shutil.which("uv"):
        follow([uv, "pip", "install", "--quiet", "--python", str(python), *wanted], folder)
        return
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode:
        follow([str(python), "-m", "ensurepip"], folder)
    follow([str(python), "-m", "pip", "install", "--disable-pip-version-check", *wanted], folder, count="Collecting ")


def follow(command: Sequence[str], folder: Path, count: str = "") -> None:
    """Run `command`, which fills `folder`, and show how many of its lines begin with `count`. Raises SetUpFailed."""
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
        raise SetUpFailed(f"{''.join(lines[-12:])}\n{why_it_failed(''.join(lines), folder)}")


def say(sentence: str) -> None:
    """Tell the learner what goes on, on stderr: stdout belongs to the command that comes after."""
    print(sentence, file=sys.stderr, flush=True)
