"""Runs one of CPython's own test modules and writes what became of each test: a program to be watched.

    python cpython_outcomes.py FILE MODULE

FILE gets a JSON object, test's name → "ok", "skip", "failure" or "error". See cpython_unchanged.py.
"""

import json
import sys
import unittest


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


if __name__ == "__main__":
    outcomes = Outcomes()
    unittest.defaultTestLoader.loadTestsFromName(sys.argv[2]).run(outcomes)
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(outcomes.of, file)
    for test, traceback in outcomes.errors + outcomes.failures:
        print(test, traceback, sep="\n", file=sys.stderr)
