"""What is run in a sandbox needs bubblewrap, and a system that lets it make namespaces. On the build machine it's there."""

import os

import pytest

from classroom.sandbox.proof import obstacle


def pytest_collection_modifyitems(items):
    mine = [item for item in items if os.path.dirname(__file__) in str(item.path)]
    if mine and "CI" not in os.environ and (problem := obstacle()):
        for item in mine:
            item.add_marker(pytest.mark.skip(reason=problem))
