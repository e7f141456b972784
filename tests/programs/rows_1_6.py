"""What the programs of section 1.6 must do."""

from program_row import Row, numbers, starting

IS_MAIN = r"my parent_process\(\) is main: True"

PPID_IS_MAIN = r"my getppid\(\) is main: True"


START = "the top of the file is read"


def once_or_twice_more(lines: list[str]) -> bool:
    """Beside main, the forkserver reads the file once for all (from 3.13.8), or each child does.

    Source: CPython's issue gh-126631.
    """
    return lines.count(START) in (2, 3)


def all_in_main(lines: list[str]) -> bool:
    """Whether every line that tells where something runs names the process that main runs in."""
    [main] = starting(lines, "main runs in")
    return all(numbers([line]) == [main] for line in lines if "runs in" in line)


ROWS = [
    Row(
        "1.6/process_basic.py",
        ("parent: started it", "child: working", "child: done", "parent: it has ended"),
        before=("child: done", "parent: it has ended"),
    ),
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
            r"started \| is_alive: True \| exitcode: None",
            r"waited a little \| is_alive: True \| exitcode: None",
            r"joined \| is_alive: False \| exitcode: 0",
            r"closed \| process object is closed",
        ),
        in_order=True,
    ),
    Row(
        "1.6/process_stopping.py",
        ("polite ended with -15", "stubborn ended with -9", r"assistant \| daemon: True \| is_alive: True"),
        in_order=True,
    ),
    Row(
        "1.6/exit_codes.py",
        ("returns 0", "raises 1", "exits 3", "is_killed -9"),
        in_order=True,
        error="ValueError: something is wrong",
    ),
    Row("1.6/start_methods.py", (START, *[IS_MAIN, PPID_IS_MAIN] * 2), ("fork",)),
    Row("1.6/start_methods.py", (*[START] * 3, *[IS_MAIN, PPID_IS_MAIN] * 2), ("spawn",)),
    Row(
        "1.6/start_methods.py",
        (IS_MAIN, PPID_IS_MAIN.replace("True", "False")) * 2,
        ("forkserver",),
        other_lines=START,
        check=once_or_twice_more,
    ),
    Row(
        "1.6/crash_in_child.py",
        ("parent: still here; the exit code is 1",),
        error="ZeroDivisionError",
    ),
    Row(
        "1.6/run_for_start.py",
        (r"main runs in \d+", r"first runs in \d+", r"second runs in \d+", "first has the pid None"),
        in_order=True,
        status=1,
        error="AssertionError: can only join a started process",
        check=all_in_main,
    ),
    Row(
        "1.6/called_target.py",
        (r"main runs in \d+", r"task runs in \d+", "exit code: 1"),
        in_order=True,
        error="TypeError: 'str' object is not callable",
        check=all_in_main,
    ),
    Row(
        "1.6/string_as_args.py",
        ("exit code: 1",),
        error="TypeError: .* takes 1 positional argument but 5 were",
    ),
    Row(
        "1.6/no_guard.py",
        ("exit code: 1",),
        error="RuntimeError: \n *An attempt has been made to start a new",
    ),
    Row("1.6/forgot_join.py", (), status=1, error="ZeroDivisionError: division by zero"),
    Row("1.6/lambda_target.py", (), status=1, error=r"PicklingError: Can't pickle .*<lambda>"),
    Row("1.6/global_set_in_guard.py", ("exit code: 1",), error="NameError: name 'name' is not defined"),
]
