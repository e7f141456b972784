"""What a student's server does before it starts: the course is fetched, and the student's own copies are made.

    COURSE_REPOSITORY ── nbgitpuller ──► ~/processes ── helpers/build/copies.py ──► ~/processes/my-course
                                                                                          │
    the hub's arguments ─────────────────────► jupyterhub-singleuser, which opens ◄───────┘

nbgitpuller merges what is new, and keeps what a student has changed; git ignores `my-course`, so it doesn't even look
there. If the repository can't be reached, the course stays as it is. Problems are told on stderr, which the hub logs.

This file is run by its path, as the student, in the student's home. It imports nothing of the course: the copies are
made by the student's own `helpers`, to which they belong.
"""

import os
import subprocess
import sys
from pathlib import Path

COURSE = "processes"  # in the student's home
FETCH_S = 240  # the hub waits for 300 in all
COPY = "from helpers.build import copies; print(*copies.bring_up_to_date(copies.folder()), sep='\\n')"


def fetch(repository: str, branch: str, course: Path) -> None:
    """Bring `course` up to date with this branch ("": the repository's own choice), or make it.

    Says so on stderr if that can't be done.
    """
    command = [sys.executable, "-m", "nbgitpuller.pull", repository, branch, str(course)]
    newest_only = os.environ | {"NBGITPULLER_DEPTH": "1"}
    try:
        subprocess.run(command, check=True, env=newest_only, stdout=sys.stderr, timeout=FETCH_S)
    except (OSError, subprocess.SubprocessError) as problem:
        print(f"The course can't be fetched from {repository}, and stays as it is: {problem}", file=sys.stderr)


def make_copies(course: Path) -> None:
    """Make what is missing in `course`/my-course. Says so on stderr if that can't be done."""
    try:
        subprocess.run([sys.executable, "-c", COPY], check=True, cwd=course, stdout=sys.stderr)
    except (OSError, subprocess.SubprocessError) as problem:
        print(f"The notebooks in {course}/my-course can't be brought up to date: {problem}", file=sys.stderr)


def main() -> None:
    """Prepare the course, and become the server that the hub has asked for."""
    course = Path.home() / COURSE
    repository = os.environ.get("COURSE_REPOSITORY")
    if not repository:
        sys.exit("Which course? Set COURSE_REPOSITORY in c.Spawner.environment of the hub's configuration.")
    fetch(repository, os.environ.get("COURSE_BRANCH", ""), course)
    make_copies(course)
    os.environ["PYTHONSTARTUP"] = str(course / "helpers" / "notebook" / "cells" / "at_start.py")
    # In a student's terminal, `python` has what the course needs.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    os.execv(sys.executable, [sys.executable, "-m", "jupyterhub.singleuser", *sys.argv[1:]])


if __name__ == "__main__":
    main()
