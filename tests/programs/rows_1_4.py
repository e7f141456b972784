"""What the programs of section 1.4 must do."""

from program_row import Row, numbers


def dice_repeat_and_pythons_differ(lines: list[str]) -> bool:
    dice = [line.split()[-1] for line in lines if "dice" in line]
    pythons = [line.split()[-1] for line in lines if "Python" in line]
    return len(set(dice)) == 1 and len(set(pythons)) > 1  # of a million, two may be equal, not all three


def one_address_two_values(lines: list[str]) -> bool:
    child, parent = numbers(lines)
    return child == parent


ROWS = [
    Row("1.4/global_after_fork.py", ("child: number is 2", "parent: number is 1"), in_order=True),
    Row("1.4/list_after_fork.py", (r"child: \['Ada', 'Grace'\]", r"parent: \['Ada'\]"), in_order=True),
    Row(
        "1.4/same_address.py",
        (r"child: at \d+ is \['Grace'\]", r"parent: at \d+ is \['Ada'\]"),
        in_order=True,
        check=one_address_two_values,
    ),
    Row("1.4/shared_file_offset.py", ("child reads b'abcdef'", "parent reads b'ghijkl'"), in_order=True),
    Row(
        "1.4/first_or_present.py",
        (
            "fork gave the child number 2",
            "spawn gave the child number 1",
            "forkserver gave the child number 1",
            "the parent has number 2",
        ),
        in_order=True,
    ),
    Row("1.4/shared_value.py", ("expected 40000 and counted to 40000",)),
    Row("1.4/pipe_from_child.py", (r"parent: \['Ada', 'Grace'\]",)),
    Row(
        "1.4/list_argument_comes_back.py",
        (r"child: \[1, 4, 9\]", r"parent: \[\]"),
        in_order=True,
        status=1,
        error="IndexError: list index out of range",
    ),
    Row("1.4/plus_one_without_lock.py", (), status=1, error=r"^counted to \d+ instead of 400000$"),
    Row(
        "1.4/plus_one_slowly.py",
        (*["I read 0 and wrote 1"] * 2, "two have added one, and the counter is 1"),
        in_order=True,
    ),
    Row(
        "1.4/same_random_numbers.py",
        tuple(rf"{name} {what}: \d+" for name in "ABC" for what in ("throws own dice", "asks Python")),
        check=dice_repeat_and_pythons_differ,
    ),
]
