"""Which Python runs the program? Not the course's own, but the one that would run it without us.

    --python PATH  ──►  else $VIRTUAL_ENV/bin/python  ──►  else the python3 on the PATH

What stands there may be a script that looks for the right Python and becomes it, as pyenv's are. The program's own
processes are to be recorded, not that script's: it is asked which Python it means.
"""

from __future__ import annotations

import os
import sys


def interpreter(asked_for: str | None) -> str:
    """The path of the Python. Raises OSError, with a sentence, if there is none of that name."""
    if asked_for:
        return behind_script(on_path(asked_for))
    active = os.environ.get("VIRTUAL_ENV")
    if active and _is_executable(os.path.join(active, "bin", "python")):
        return os.path.join(active, "bin", "python")
    found = executable("python3")
    return behind_script(found) if found else getattr(sys, "_base_executable", sys.executable)


def on_path(name: str) -> str:
    """The path of this executable. Raises OSError, with a sentence, if there is none."""
    found = executable(name)
    if found is None and os.path.exists(name) and os.sep in name:
        raise OSError(f"{name} can't be run: it is no file, or you have no permission to execute it.")
    if found is None:
        raise OSError(f"There is no command {name}. Is the name right, and does it stand on the PATH?")
    return found


def executable(name: str) -> str | None:
    """What a shell would run for this word. Not shutil's `which`: every program would wait for that to be loaded."""
    if os.sep in name:
        return name if _is_executable(name) else None
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(folder or os.curdir, name)
        if _is_executable(path):
            return path
    return None


def _is_executable(path: str) -> bool:
    return os.path.isfile(path) and os.access(path, os.X_OK)


def behind_script(path: str) -> str:
    """The Python that a script becomes; `path` itself if it is none, or doesn't say."""
    with open(path, "rb") as file:
        if file.read(2) != b"#!":
            return path
    import subprocess

    ask = [path, "-c", "import sys; sys.stdout.write(sys.executable)"]
    answer = subprocess.run(ask, stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout
    return answer if os.path.isfile(answer) else path
