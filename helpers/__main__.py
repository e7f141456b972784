"""The command line: ``python -m helpers run PROGRAM [ARG ...]``. What it can do is in helpers/command.

This file, like course.py, keeps to words that even Python 2.7 can read, so that an old Python can say what is missing.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "This needs Python 3.11 or newer, and this is Python {0}.{1}: use the course's own, .venv/bin/python,"
        " or start `course.py run` with a newer one.".format(*sys.version_info[:2])
    )

from helpers.command.main import main  # after the check

if __name__ == "__main__":
    sys.exit(main())
