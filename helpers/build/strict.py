"""May a claim be left open on this machine? `python -m helpers.build.strict` exits with 0 if not, with 1 if so.

A machine with the exact layer and two CPUs can show all that the lessons claim. There `course.py` sets the
environment variable PROCESSES_COURSE_STRICT for whatever runs notebooks, and a claim that prints a circle fails.
"""

import sys

from ..recording.machine import usable_cpus
from ..watch.client.run import CannotStart, record


def shows_everything() -> bool:
    """Whether this machine has the exact layer (a short program is recorded to see) and two CPUs."""
    try:
        return usable_cpus() >= 2 and record([sys.executable, "-c", "pass"]).kernel_layer == "exact"
    except CannotStart:
        return False


if __name__ == "__main__":
    sys.exit(0 if shows_everything() else 1)
