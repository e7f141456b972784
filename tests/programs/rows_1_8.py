"""What the programs of section 1.8 must do."""

from program_row import Row, numbers

TEN_TASKS = tuple(f"task {number} is done" for number in range(1, 11))

SQUARES = r"\[1, 4, 9, 16, 25, 36\]"


def unordered_squares(lines: list[str]) -> bool:
    [found] = [line for line in lines if line.startswith("imap_unordered")]
    return sorted(numbers([found])) == [1, 4, 9, 16, 25, 36] and numbers([found])[0] != 1  # 1 takes longest


def took_as_long_as_one(lines: list[str]) -> bool:
    return float(lines[1].split()[-2]) >= 0.6


ONE_AFTER_THE_OTHER = ("six tasks of .*", r"they took [\d.]+ s")

THE_END = "parent: the pool is at its end"

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
        "1.8/pool_map_family.py",
        (
            f"map: {SQUARES}",
            f"map, in chunks of two: {SQUARES}",
            r"starmap: \[8, 9, 1000\]",
            f"imap: {SQUARES}",
            r"imap_unordered: \[.*\]",
            f"map_async: {SQUARES}",
        ),
        in_order=True,
        check=unordered_squares,
    ),
    Row(
        "1.8/pool_errors.py",
        (
            r"callback: 2\.0 in the parent: True",
            r"error_callback: ZeroDivisionError\('division by zero'\) in the parent: True",
            "successful: True False",
            r"result: 2\.0",
            "caught: division by zero",
        ),
        in_order=True,
    ),
    Row(
        "1.8/executor.py",
        (
            r"map: \[1, 4, 9\]",
            r"as completed: \[[149], [149], [149]\]",
            "a worker died, and the executor says so",
        ),
        in_order=True,
        check=lambda lines: sorted(numbers(lines[1:2])) == [1, 4, 9],
    ),
    Row("1.8/get_in_the_loop.py", ONE_AFTER_THE_OTHER, in_order=True, check=took_as_long_as_one),
    Row("1.8/silent_exception.py", ("task 5 divides", r"2\.0", "task 0 divides", "parent: no error seen")),
    Row("1.8/with_ends_tasks.py", ("task 1 is done", "parent: the with block is left"), in_order=True),
    Row("1.8/close_or_terminate.py", (*4 * ["a task is done"], THE_END), args=("close",), in_order=True),
    Row("1.8/close_or_terminate.py", ("a task is done", THE_END), args=("terminate",), in_order=True),
    Row("1.8/join_before_close.py", (), status=1, error="ValueError: Pool is still running"),
    Row(
        "1.8/killed_worker.py",
        ("task 1 is done", "task 3 is done", "task 4 is done", "result: 1", "result: 3", "result: 4"),
        status=1,
        error="TimeoutError",
    ),
    Row(
        "1.8/pool_without_guard.py",
        ("the program begins", "the program begins"),
        hangs=True,
        other_lines="the program begins",
        error="RuntimeError: \n *An attempt has been made to start",
    ),
    Row(
        "1.8/too_small_tasks.py",
        ("the same results: True", "one process was faster: True", r"the pool took \d+ times as long"),
        in_order=True,
    ),
    Row(
        "1.8/not_everything_pickles.py",
        (),
        status=1,
        error="MaybeEncodingError: Error sending result: .*lambda",
    ),
]
