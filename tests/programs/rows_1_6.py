"""What the programs of section 1.6 must do."""

from program_row import Row, numbers

START = "the top of the file is read"

PARENT_PID, PARENT_PROCESS = r"child: my parent's PID is \d+", r"child: my parent_process\(\) is \d+"


def once_or_twice_more(lines: list[str]) -> bool:
    """Beside main, the fork server reads the file once for all (from 3.13.8), or each child does.

    Source: CPython's issue gh-126631.
    """
    return lines.count(START) in (2, 3)


def one_parent(lines: list[str]) -> bool:
    kernel, multiprocessing = numbers(lines)
    return kernel == multiprocessing


def two_parents(lines: list[str]) -> bool:
    """Under forkserver, whoever forked the child isn't the process that wanted it."""
    return not one_parent(lines)


ROWS = [
    Row(
        "1.6/process_basic.py",
        (r"parent: after start\(\)", "child: working", "child: done", r"parent: after join\(\)"),
        before=("child: done", r"parent: after join\(\)"),
    ),
    Row(
        "1.6/exit_codes.py",
        ("parent: baker ended with 0", "parent: burner ended with 1", "parent: quitter ended with 3"),
        in_order=True,
        error="ZeroDivisionError: division by zero",
    ),
    Row(
        "1.6/three_stops.py",
        (
            "Ben tidies up",
            "parent: Ann ended with -15",
            "parent: Ben ended with 3",
            "parent: Cleo ended with -9",
        ),
        before=("Ben tidies up", "parent: Ben ended with 3"),
    ),
    Row("1.6/start_methods.py", (START,), ("fork",)),
    Row("1.6/start_methods.py", (START,) * 3, ("spawn",)),
    Row("1.6/start_methods.py", (), ("forkserver",), other_lines=START, check=once_or_twice_more),
    Row(
        "1.6/two_runs.py",
        ("first begins", "first ends", "second begins", "second ends", "pid of first: None"),
        in_order=True,
    ),
    Row(
        "1.6/no_guard.py",
        ("exitcode: 1",),
        error="RuntimeError: \n *An attempt has been made to start a new",
    ),
    Row("1.6/lambda_target.py", (), status=1, error=r"PicklingError: Can't pickle .*<lambda>"),
    Row(
        "1.6/with_brackets.py",
        ("working", "exitcode: 1"),
        in_order=True,
        error="TypeError: 'str' object is not callable",
    ),
    Row(
        "1.6/say_hello.py",
        ("exitcode: 1",),
        error="TypeError: .* takes 1 positional argument but 5 were given",
    ),
    Row("1.6/forgot_join.py", (), status=1, error="ZeroDivisionError"),
    Row(
        "1.6/process_arguments.py",
        ("Process-1 says: Hello Ada", *["greeter says: Hello Grace"] * 2, "Process-3 says: Good morning Alan"),
    ),
    Row(
        "1.6/process_lifecycle.py",
        (
            r"name: Process-1 \| pid: None",
            r"made \| is_alive: False \| exitcode: None",
            r"name: Process-1 \| pid: \d+",
            "ident is the pid: True",
            "authkey is the parent's: True",
            r"started \| is_alive: True \| exitcode: None",
            r"waited a little \| is_alive: True \| exitcode: None",
            r"joined \| is_alive: False \| exitcode: 0",
            r"closed \| process object is closed",
        ),
        in_order=True,
    ),
    Row(
        "1.6/interrupted.py",
        ("child: tidies up", "exitcode: 1"),
        in_order=True,
        error="KeyboardInterrupt",
    ),
    Row("1.6/first_to_end.py", ("slow has ended: False", "quick has ended: True"), in_order=True),
    Row("1.6/at_the_end.py", ("parent: this is my last line",)),
    Row("1.6/name_in_guard.py", ("exitcode: 1",), error="NameError: name 'name' is not defined"),
    Row("1.6/whose_child.py", (PARENT_PID, PARENT_PROCESS), ("fork",), in_order=True, check=one_parent),
    Row("1.6/whose_child.py", (PARENT_PID, PARENT_PROCESS), ("forkserver",), in_order=True, check=two_parents),
]
