"""A course in a git repository of its own, as a teacher has it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from helpers.build.notebooks import ROOT

NOTEBOOKS = ("0-start-here.ipynb", "1.3-fork.ipynb", "1.4-global-variables.ipynb")
IDENTITY = ["-c", "user.name=teacher", "-c", "user.email=teacher@example.org"]


class Repository:
    """What this checkout has now, in one commit, with three of its notebooks."""

    def __init__(self, folder: Path):
        self.folder = folder
        shutil.copytree(ROOT / "helpers", folder / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "notebooks").mkdir()
        for name in NOTEBOOKS:
            shutil.copy(ROOT / "notebooks" / name, folder / "notebooks")
        shutil.copy(ROOT / ".gitignore", folder)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("the course")

    def git(self, *words):
        subprocess.run(["git", *IDENTITY, *words], cwd=self.folder, check=True, capture_output=True)

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", f"--message={message}")

    def publish(self, path, change):
        """Commit what `change` makes of the text of this file."""
        file = self.folder / path
        before = file.read_text() if file.exists() else ""
        file.write_text(change(before))
        assert file.read_text() != before
        self.commit(f"a better {path}")


@pytest.fixture
def teacher(tmp_path, monkeypatch):
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):  # set where a hook of git's runs the tests
        monkeypatch.delenv(name, raising=False)
    return Repository(tmp_path / "teacher")
