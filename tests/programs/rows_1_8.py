"""What the programs of section 1.8 must do."""

from program_row import Row, numbers

TEN_TASKS = tuple(f"task {number} is done" for number in range(1, 11))

SQUARES = r"\[1, 4, 9, 16, 25, 36\]"


def pool_is_far_slower(lines: list[str]) -> bool:
    [alone], [pooled] = numbers(lines[:1]), numbers(lines[1:2])
    return pooled >= 10 * alone


ROWS = [
    Row(
        "1.8/pool_apply_async.py",
        ("parent: all ten are handed over", *TEN_TASKS, "parent: all ten are done"),
    ),
    Row(
        "1.8/pool_apply.py",
        (*TEN_TASKS, "parent: all ten are handed over", "parent: all ten are done"),
        in_order=True,
    ),
    Row(
        "1.8/results.py",
        ("parent: handed over", "parent: get returned 49", f"parent: map returned {SQUARES}"),
        in_order=True,
    ),
    Row("1.8/divisions.py", (r"6 divided by 3 is 2\.0", "parent: the pool is at its end"), in_order=True),
    Row(
        "1.8/divisions_get.py",
        (r"second: 2\.0",),
        status=1,
        error=r'RemoteTraceback: \n"""(.*\n)+ZeroDivisionError: .*\n"""(.*\n)+ZeroDivisionError: ',
    ),
    Row(
        "1.8/close_or_leave.py",
        (*TEN_TASKS[:4], "parent: the block is left"),
        args=("close",),
        before=("task 4 is done", "parent: the block is left"),
    ),
    Row(
        "1.8/close_or_leave.py",
        ("task 1 is done", "parent: the block is left"),
        args=("leave",),
        in_order=True,
    ),
    Row(
        "1.8/executor.py",
        ("parent: all six are handed over", "parent: the block is left", f"results: {SQUARES}"),
        in_order=True,
    ),
    Row(
        "1.8/killed_worker.py",
        ("result: 1", "result: 3", "result: 4"),
        in_order=True,
        status=1,
        error="TimeoutError",
    ),
    # Under spawn and forkserver an executor starts a worker when it is handed a task, and may learn of that worker only
    # at the next task: without the third, the death of the second worker could go unnoticed for three seconds.
    Row("1.8/executor_killed.py", ("no result: a worker has died",) * 3),
    Row(
        "1.8/lambda_task.py",
        (r"absolute values: \[1, 2, 3\]",),
        status=1,
        error="PicklingError: Can't pickle .*lambda",
    ),
    Row(
        "1.8/thousand_squares.py",
        (r"alone: \d+ microseconds", r"with the pool: \d+ microseconds", "the same squares: True"),
        in_order=True,
        check=pool_is_far_slower,
    ),
    Row(
        "1.8/imap.py",
        (*[f"imap: {n * n}" for n in (1, 2, 3, 4)], *[f"imap_unordered: {n * n}" for n in (2, 3, 4, 1)]),
        in_order=True,
    ),
    Row("1.8/chunks.py", (f"in chunks of two: {SQUARES}",)),
    Row("1.8/callbacks.py", (r"result: 2\.0", "error: division by zero"), in_order=True),
    Row("1.8/initializer.py", tuple(f"report of task {number}" for number in (1, 2, 3, 4))),
    Row(
        "1.8/pool_without_guard.py",
        ("the program begins", "the program begins"),
        hangs=True,
        other_lines="the program begins",
        error="RuntimeError: this process is not ready",
    ),
    Row("1.8/join_before_close.py", (), status=1, error="ValueError: Pool is still running"),
]
