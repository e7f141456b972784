"""What the programs of section 1.5 must do."""

from program_row import Row

TASKS = ("task 1", "task 2", "task 3")

ROWS = [
    Row("1.5/fork_twice.py", (*["after the first fork"] * 2, *["after the second fork"] * 4)),
    Row("1.5/fork_n.py", ("here is one",), ("0",)),
    Row("1.5/fork_n.py", ("here is one",) * 8, ("3",)),
    Row("1.5/fork_n.py", ("here is one",) * 16, ("4",)),
    Row("1.5/tasks_in_a_loop.py", ("task 1", *["task 2"] * 2, *["task 3"] * 4)),
    Row(
        "1.5/fork_in_a_loop.py",
        (*TASKS, "three tasks are done"),
        check=lambda lines: lines[-1] == "three tasks are done",
    ),
    Row("1.5/order_of_three.py", TASKS),
    Row("1.5/print_then_fork.py", ("before the fork", "after the fork") * 2),
    Row("1.5/child_prints.py", ("parent: my child has ended",)),
    Row("1.5/wait_in_the_loop.py", (*TASKS, "three tasks are done"), in_order=True),
    Row("1.5/wait_three_times.py", (), status=1, error="ChildProcessError: .* No child processes"),
]
