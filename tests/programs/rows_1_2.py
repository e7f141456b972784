"""What the programs of section 1.2 must do."""

import os

from program_row import Row

ONE_CPU = hasattr(os, "sched_setaffinity")  # programs can be held to one CPU

ROWS = [
    Row(
        "1.2/taking_turns.py",
        ("A is done", "B is done", "C is done", "all are done"),
        before=("C is done", "all are done"),
    ),
    Row("1.2/side_by_side.py", ("number 0 is done", "number 1 is done", "both are done")),
    Row("1.2/more_than_cpus.py", (r"4 processes, each 0\.3 s of work: [\d.]+ s",)),
    Row(
        "1.2/more_than_cpus.py",
        (r"3 processes, each 0\.3 s of work: [\d.]+ s",),
        ("3", "1"),
        check=lambda lines: not ONE_CPU or float(lines[0].split()[-2]) >= 0.9,
    ),
    Row("1.2/mostly_waiting.py", (*(f"{n} has a letter" for n in range(1, 11)), "all have one")),
    Row("1.2/one_cpu_one_program.py", ("short is done", "long is done"), in_order=ONE_CPU),
    Row(
        "1.2/twice_as_fast.py",
        tuple(rf"{n} sharing: [\d.]+ s" for n in (1, 2, 4, 8)),
        in_order=True,
        # 0.4 s of work on at most two CPUs
        check=lambda lines: not ONE_CPU or float(lines[-1].split()[-2]) >= 0.2,
    ),
]
