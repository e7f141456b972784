"""Runs one of CPython's own test modules and writes what became of each test: a program to be watched.

    python cpython_outcomes.py FILE MODULE

FILE gets a JSON object, test's name → "ok", "skip", "failure" or "error". See cpython_unchanged.py.

Some installations have multiprocessing's tests but not the small modules that run them with one start method each;
such a module is then written beside FILE.
"""

import json
import sys
import unittest
from importlib.util import find_spec
from pathlib import Path

START_METHOD_MODULE = """\
from test._test_multiprocessing import install_tests_in_module_dict

install_tests_in_module_dict(globals(), {method!r})
"""


class Outcomes(unittest.TestResult):
    """Notes one word for each test."""

    def __init__(self):
        super().__init__()
        self.of = {}

    def startTest(self, test):
        super().startTest(test)
        self.of[test.id()] = "ok"

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.of[test.id()] = "skip"

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.of[test.id()] = "failure"

    def addError(self, test, error):
        super().addError(test, error)
        self.of[test.id()] = "error"


def name_to_load(module: str, folder: Path) -> str:
    """`module`, or the name of the one written into `folder` in its stead."""
    if find_spec(module):
        return module
    name = module.removeprefix("test.")
    source = START_METHOD_MODULE.format(method=name.removeprefix("test_multiprocessing_"))
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    sys.path.insert(0, str(folder))
    return name


if __name__ == "__main__":
    outcomes, file = Outcomes(), Path(sys.argv[1])
    unittest.defaultTestLoader.loadTestsFromName(name_to_load(sys.argv[2], file.parent)).run(outcomes)
    file.write_text(json.dumps(outcomes.of), encoding="utf-8")
    for test, traceback in outcomes.errors + outcomes.failures:
        print(test, traceback, sep="\n", file=sys.stderr)
