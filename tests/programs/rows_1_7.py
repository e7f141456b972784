"""What the programs of section 1.7 must do."""

from program_row import Row, starting


def parent_and_child_agree(lines: list[str]) -> bool:
    [init], [run] = starting(lines, "__init__ runs in"), starting(lines, "run runs in")
    [child], [parent] = [
        [float(line.split()[-2]) for line in lines if line.startswith(f"{who}: it took")] for who in ("child", "parent")
    ]
    return init != run and 0.3 <= child <= parent


ROWS = [
    Row(
        "1.7/clock_process.py",
        (
            r"__init__ runs in \d+",
            r"run runs in \d+",
            r"child: it took [\d.]+ s",
            r"parent: it took [\d.]+ s",
        ),
        in_order=True,
        check=parent_and_child_agree,
    ),
    Row("1.7/process_with_state.py", ("child: number is 13", "parent: number is 10"), in_order=True),
    Row(
        "1.7/no_super_init.py",
        ("made",),
        status=1,
        error="AttributeError: 'ClockProcess' object has no attr",
    ),
    Row("1.7/waiting_for_result.py", ("child: result is 3",), hangs=True),
]
