"""What the programs of section 1.5 must do."""

from program_row import Row, numbers

TWO_FORKS = (*["after the first fork"] * 2, *["after the second fork"] * 4)

ROWS = [
    Row("1.5/fork_twice.py", TWO_FORKS),
    Row("1.5/fork_n.py", ("here is one",) * 8),
    Row("1.5/fork_n.py", ("here is one",), ("0",)),
    Row("1.5/fork_n.py", ("here is one",) * 16, ("4",)),
    Row("1.5/fork_in_a_loop.py", ("task 1", "task 2", "task 3", "three tasks are done")),
    Row("1.5/loop_forks_too_many.py", ("task 1", *["task 2"] * 2, *["task 3"] * 4)),
    Row("1.5/two_forks_three_processes.py", ("processes: 4",)),
    Row(
        "1.5/lines_are_not_processes.py",
        tuple(rf"{line} in process \d+" for line in TWO_FORKS),
        check=lambda lines: len(set(numbers(lines))) == 4,
    ),
    Row("1.5/order_of_four.py", ("here is one",) * 4),
    Row("1.5/buffered_fork.py", ("before the fork", "after the fork") * 2),
]
