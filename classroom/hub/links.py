"""Which links does a class need? One for each section, by nbgitpuller: it brings the course up to date, and opens it.

    python -m classroom.hub.links https://hub.example.org https://github.com/you/processes

A student who follows one logs in, if need be, and lands in the own copy of the section.
"""

from __future__ import annotations

import sys
from urllib.parse import urlencode

from helpers.build.copies import NOTEBOOKS
from helpers.teach.answers import FOLDER

from .student import COURSE


def link(hub: str, repository: str, notebook: str) -> str:
    """The address that brings the course up to date from this repository and opens the student's copy of `notebook`."""
    asked = {"repo": repository, "targetPath": COURSE, "urlpath": f"lab/tree/{COURSE}/{FOLDER}/{notebook}"}
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(asked)}"


def main(arguments: list[str]) -> None:
    """The command `python -m classroom.hub.links HUB REPOSITORY`."""
    if len(arguments) != 2:
        sys.exit("Which hub, and which repository? python -m classroom.hub.links HUB REPOSITORY")
    hub, repository = arguments
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        print(f"* [{path.stem}]({link(hub, repository, path.name)})")


if __name__ == "__main__":
    main(sys.argv[1:])
