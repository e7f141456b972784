"""What the programs of section 1.4 must do."""

from program_row import Row, numbers


def dice_repeat_and_the_modules_differ(lines: list[str]) -> bool:
    dice = [line.split()[-1] for line in lines if "dice" in line]
    modules = [line.split()[-1] for line in lines if "module" in line]
    return len(set(dice)) == 1 and len(set(modules)) > 1  # of a million, two may be equal, not all three


def one_address(lines: list[str]) -> bool:
    child, parent = numbers(lines)
    return child == parent


def some_counts_are_lost(lines: list[str]) -> bool:
    return 1 < numbers(lines)[-1] < 400_000


ROWS = [
    Row("1.4/global_after_fork.py", ("child: number is 2", "parent: number is 1"), in_order=True),
    Row("1.4/list_after_fork.py", (r"child: \['Ada', 'Grace'\]", r"parent: \['Ada'\]"), in_order=True),
    Row(
        "1.4/address_after_fork.py",
        (r"child: at address \d+ I find \['Ada', 'Grace'\]", r"parent: at address \d+ I find \['Ada'\]"),
        in_order=True,
        check=one_address,
    ),
    Row("1.4/read_after_fork.py", ("child reads b'abcdef'", "parent reads b'ghijkl'"), in_order=True),
    Row("1.4/pipe_from_child.py", (r"parent: \['Ada', 'Grace'\]",)),
    Row("1.4/open_write_end.py", (), hangs=True, error="ZeroDivisionError: division by zero"),
    Row(
        "1.4/list_argument.py",
        (r"child: \[1, 4, 9\]", r"parent: \[\]"),
        in_order=True,
        status=1,
        error="IndexError: list index out of range",
    ),
    Row(
        "1.4/dice.py",
        tuple(rf"{name} {what}: \d+" for name in "ABC" for what in ("throws the dice", "asks the module")),
        check=dice_repeat_and_the_modules_differ,
    ),
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
    Row("1.4/shared_value.py", ("both have counted, and the counter is 40000",)),
    Row("1.4/plus_one.py", (r"both have counted, and the counter is \d+",), check=some_counts_are_lost),
    Row(
        "1.4/plus_one_slowly.py",
        (*["I read 0 and wrote 1"] * 2, "two have added one, and the counter is 1"),
        in_order=True,
    ),
]
