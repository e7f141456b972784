"""What the programs of section 1.9 must do."""

from program_row import Row

LETTERS = "ABCD"

USAGE = "Say what to copy, and where to: python {} SOURCE TARGET"

ROWS = [
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
