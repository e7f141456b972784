"""What the programs of section 1.2 must do."""

import os

from program_row import Row

ONE_CPU = hasattr(os, "sched_setaffinity")  # programs can be held to one CPU


def numbers_in(line: str) -> float:
    """The seconds in a line of `two_clocks.py`."""
    return float(line.split()[-2])


ROWS = [
    Row(
        "1.2/taking_turns.py",
        ("A is done", "B is done", "C is done", "all are done"),
        before=("C is done", "all are done"),
    ),
    *(Row("1.2/share_work.py", (), (how_many,)) for how_many in ("1", "2", "4", "16")),
    Row("1.2/mostly_waiting.py", (*(f"{name} has a letter" for name in "ABCDEFGH"), "all have one")),
    Row("1.2/long_and_short.py", ("short is done", "long is done"), in_order=ONE_CPU),
    Row(
        "1.2/two_clocks.py",
        (r"monotonic says [\d.]+ seconds", r"process_time says [\d.]+ seconds"),
        in_order=True,
        check=lambda lines: numbers_in(lines[0]) >= 0.5 + numbers_in(lines[1]) * 0.5,
    ),
    Row("1.2/siblings.py", (), other_lines=r"(one|two|This).*"),
]
