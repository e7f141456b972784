"""Opens JupyterLab on the learner's own copies of the notebooks: `course.py lab`.

First the copies are made, or brought up to date (copies.py). Then this process becomes JupyterLab, so that its
signals and its exit status are the command's own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import zmq

from . import copies

FIRST = "0-start-here.ipynb"
AT_START = Path(__file__).resolve().parents[1] / "notebook" / "cells" / "at_start.py"


def options(folder: Path, is_root: bool) -> list[str]:
    """What JupyterLab is started with, to show the notebooks in `folder`."""
    chosen = [
        f"--ServerApp.root_dir={folder.parent}",  # not the folder itself: notebooks show pictures that lie beside it
        f"--LabApp.default_url=/lab/tree/{folder.name}/{FIRST}",
    ]
    if zmq.has("curve"):
        # Without it, each kernel from ipykernel 7 on warns in the terminal that it talks over TCP in plain text.
        chosen.append("--KernelManager.transport_encryption=auto")
    if is_root:
        chosen.append("--allow-root")  # Jupyter refuses unless told; in a container everybody is root
    return chosen


def main() -> None:
    """The command `python -m helpers.build.lab`."""
    folder = copies.folder()
    for sentence in copies.bring_up_to_date(folder):
        print(sentence, file=sys.stderr)
    sys.stderr.flush()
    os.environ.setdefault("PYTHONSTARTUP", str(AT_START))
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", *options(folder, os.geteuid() == 0)])


if __name__ == "__main__":
    main()
