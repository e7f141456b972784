"""What the programs of sections 1.8 and 1.9 (pool, queues) must do."""

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

POOL = [
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

LETTERS = "ABCD"
USAGE = "Say what to copy, and where to: python {} SOURCE TARGET"

QUEUES = [
    Row(
        "1.9/queue_basics.py",
        (
            "new full: False empty: True qsize: .*",
            "after three puts full: True empty: False qsize: .*",
            "put with a time-out: Full",
            "put_nowait: Full",
            "get: first",
            "get: second",
            "get: third",
            "after three gets full: False empty: True qsize: .*",
            "get with a time-out: Empty",
            "get_nowait: Empty",
        ),
        in_order=True,
    ),
    Row(
        "1.9/writer_reader.py",
        (
            *[f"writer: putting {letter}" for letter in LETTERS],
            *[f"reader: got {letter}" for letter in LETTERS],
            "reader: that was all",
        ),
        before=("writer: putting D", "reader: that was all"),
    ),
    Row(
        "1.9/full_queue_waits.py",
        tuple(f"{who} {number}" for number in range(1, 7) for who in ("writer: put", "reader: got")),
    ),
    Row("1.9/queue_in_a_pool.py", (r"the reader got \['A', 'B', 'C', 'D'\]",)),
    Row("1.9/pipe_beside_queue.py", ("parent: got WHO IS THERE",)),
    Row(
        "1.9/empty_is_not_finished.py",
        (r"reader: the queue is empty, I got \[\]", "writer: all three are in the queue"),
        in_order=True,
    ),
    Row("1.9/bare_except.py", ("reader: nothing there",)),
    Row(
        "1.9/no_method_size.py",
        (),
        status=1,
        error="AttributeError: 'Queue' object has no attribute 'size'",
    ),
    Row(
        "1.9/empty_of_the_wrong_module.py",
        (),
        status=1,
        error="AttributeError: .* has no attribute 'Empty'",
    ),
    Row("1.9/join_before_get.py", ("child: put it into the queue",), args=("1000000",), hangs=True),
    Row(
        "1.9/join_before_get.py",
        ("child: put it into the queue", "parent: got 1000 letters"),
        args=("1000",),
        in_order=True,
    ),
    Row(
        "1.9/measure_copies.py",
        tuple(rf"{way}: [\d.]+ s, the best of three" for way in ("cp -r", "one process", "three workers")),
        args=("10", "1000"),
        in_order=True,
    ),
    Row(
        "1.9/plain_queue_in_apply.py",
        (),
        status=1,
        error="RuntimeError: Queue objects should only be shared between processes through inheritance",
    ),
    Row(
        "1.9/plain_queue_in_apply_async.py",
        ("parent: the pool has done all its tasks", "parent: the queue is empty"),
        in_order=True,
    ),
    # what these do with folders is in test_copy_folder.py
    Row("1.9/copy_folder.py", (), status=2, error=USAGE.format("copy_folder.py")),
    Row("1.9/copy_with_one.py", (), status=1, error=USAGE.format("copy_with_one.py")),
    Row("1.9/naive_copy.py", (), status=1, error=USAGE.format("naive_copy.py")),
    Row("1.9/make_folder.py", (), status=1, error="Say what to make, and where"),
]
