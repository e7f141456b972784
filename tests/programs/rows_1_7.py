"""What the programs of section 1.7 must do."""

from program_row import Row, starting


def parent_and_child_agree(lines: list[str]) -> bool:
    """The constructor's process isn't run's; the parent measured the child's 0.5 s, and a little more."""
    [init], [run] = starting(lines, "__init__ was called in"), starting(lines, "run was called in")
    [child], [parent] = [
        [float(line.split()[-2]) for line in lines if line.startswith(f"{who}: it took")] for who in ("child", "parent")
    ]
    return init != run and 0.5 <= child <= parent


ROWS = [
    Row(
        "1.7/clock_process.py",
        (
            r"__init__ was called in \d+",
            r"run was called in \d+",
            r"child: it took [\d.]+ seconds",
            r"parent: it took [\d.]+ seconds",
        ),
        in_order=True,
        check=parent_and_child_agree,
    ),
    Row("1.7/process_with_state.py", ("child: number is 13", "parent: number is 10"), in_order=True),
    Row("1.7/process_with_queue.py", ("parent: waiting", "parent: the sum is 6"), in_order=True),
    Row(
        "1.7/no_super_init.py",
        ("parent: made",),
        status=1,
        error="AttributeError: 'ClockProcess' object has no attribute '_closed'",
    ),
    Row("1.7/waiting_for_result.py", ("child: result is 3",), hangs=True),
    Row("1.7/calling_stop.py", ("stopping is now True",), hangs=True),
    Row("1.7/stop_event.py", ("child: I stop",)),
    Row("1.7/file_in_attribute.py", ("child: the first line is import sys",), ("fork",)),
    Row("1.7/file_in_attribute.py", (), ("spawn",), status=1, error="TypeError: cannot pickle '.*TextIOWrapper'"),
]
