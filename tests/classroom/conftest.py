"""What is marked in a sandbox needs bubblewrap, and a system that lets it make namespaces. The build machines have it."""

import os
import sys
from pathlib import Path

import pytest

from classroom.sandbox.proof import obstacle

NEED_IT = [Path(__file__).with_name(name) for name in ("sandbox", "grading")]


def pytest_collection_modifyitems(items):
    must_run = "CI" in os.environ and sys.platform == "linux"
    mine = [item for item in items if any(item.path.is_relative_to(folder) for folder in NEED_IT)]
    if mine and not must_run and (problem := obstacle()):
        for item in mine:
            item.add_marker(pytest.mark.skip(reason=problem))
