"""What the programs of section 1.9 must do."""

from program_row import Row, numbers

LETTERS = "ABCD"

USAGE = "Say what to copy, and where to: python {} SOURCE TARGET"


def never_more_than_two_inside(lines: list[str]) -> bool:
    """A queue of size two: put 3 comes after the first is taken out, put 4 after the second, and so on."""
    return all(lines[: lines.index(f"put {number}")].count("taking one out") >= number - 2 for number in range(3, 7))


ROWS = [
    Row(
        "1.9/queue_basics.py",
        (
            "full: True size: (3|unknown)",
            "put with a timeout: Full",
            "put_nowait: Full",
            "get: first",
            "get: second",
            "get: third",
            "empty: True size: (0|unknown)",
            "get with a timeout: Empty",
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
        "1.9/full_queue.py",
        (*[f"put {number}" for number in range(1, 7)], *["taking one out"] * 7, r"got \[1, 2, 3, 4, 5, 6\]"),
        before=("taking one out", "put 3"),
        check=never_more_than_two_inside,
    ),
    Row(
        "1.9/queue_for_workers.py",
        tuple(rf"task \d+ is done: {count} of 12" for count in range(1, 13)),
        in_order=True,
        check=lambda lines: sorted(numbers([line.partition(":")[0]])[0] for line in lines) == list(range(12)),
    ),
    Row("1.9/queue_in_a_pool.py", (r"the reader got \['A', 'B', 'C', 'D'\]",)),
    Row("1.9/question_and_answer.py", ("parent: got WHO IS THERE",)),
    Row("1.9/big_message.py", ("parent: sent", "child: got 1000000 letters")),
    Row(
        "1.9/end_of_a_pipe.py", ("child: got A", "child: got B", "child: that was all"), args=("close",), in_order=True
    ),
    Row("1.9/end_of_a_pipe.py", ("child: got A", "child: got B"), args=("keep",), in_order=True, hangs=True),
    Row("1.9/changed_after_put.py", ("got a text of 1000000 letters", r"got \['A', 'B'\]"), in_order=True),
    Row(
        "1.9/while_not_empty.py",
        (r"reader: I got \[\]", "writer: all three are in the queue"),
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
        tuple(rf"{way}: [\d.]+ s, the best of five" for way in ("cp -r", "one process", "three workers")),
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
        ("parent: the pool has ended", "parent: the queue is empty"),
        in_order=True,
    ),
    # what these do with folders is in test_copy_folder.py
    Row("1.9/copy_folder.py", (), status=2, error=USAGE.format("copy_folder.py")),
    Row("1.9/copy_with_one.py", (), status=1, error=USAGE.format("copy_with_one.py")),
    Row("1.9/naive_copy.py", (), status=1, error=USAGE.format("naive_copy.py")),
    Row("1.9/make_folder.py", (), status=1, error="Say what to make, and where"),
]
