"""What the tests of exercises share: a way to run a program's text and have it marked."""

import sys

import pytest

from helpers.teach import marking
from helpers.watch.client.run import Limits, record


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """Run the text of a program and mark it: a list of marks."""
    folder = tmp_path_factory.mktemp("program")

    def run_and_mark(exercise, text):
        (folder / "program.py").write_text(text)
        recording = record([sys.executable, "program.py"], cwd=folder, limits=Limits(timeout_s=60))
        return marking.find(exercise).mark(recording)

    return run_and_mark
