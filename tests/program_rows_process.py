"""What the programs of sections 1.6 and 1.7 (process, subclass) must do."""

from program_row import Row, starting

START = "the top of the file is read"
IS_MAIN = "child: parent_process is main: True"


def once_or_twice_more(lines: list[str]) -> bool:
    """Beside main, the forkserver reads the file once for all (from 3.13.8), or each child does.

    Source: CPython's issue gh-126631.
    """
    return lines.count(START) in (2, 3)


PROCESS = [
    Row(
        "process/process_basic.py",
        ("parent: started it", "child: working", "child: done", "parent: it has ended with 0"),
        before=("child: done", "parent: it has ended.*"),
    ),
    Row("process/process_arguments.py", ("Hello Ada", "Good morning Grace", "Hello Alan", "Hello Alan")),
    Row(
        "process/process_lifecycle.py",
        (
            "name: Process-1 pid: None daemon: False",
            "before start alive: False exitcode: None",
            "has a pid: True",
            "after join with a time-out alive: True exitcode: None",
            "after join alive: False exitcode: 0",
            "polite alive: False exitcode: -15",
            "stubborn alive: False exitcode: -9",
            "daemon: True",
        ),
        in_order=True,
    ),
    Row("process/start_methods.py", (START, *[IS_MAIN, "child: getppid is main: True"] * 2), ("fork",)),
    Row(
        "process/start_methods.py", (*[START] * 3, *[IS_MAIN, "child: getppid is main: True"] * 2), ("spawn",)
    ),
    Row(
        "process/start_methods.py",
        (IS_MAIN, "child: getppid is main: False") * 2,
        ("forkserver",),
        other_lines=START,
        check=once_or_twice_more,
    ),
    Row(
        "process/exit_codes.py",
        ("ends 0", "raises 1", "exits 3", "is_killed -9", "waits -15"),
        in_order=True,
        error="ValueError: something is wrong",
    ),
    Row("process/name_and_group.py", ("I am Process-1", "I am worker", "I am Process-3")),
    Row(
        "process/crash_in_child.py",
        ("parent: still here; my child's exit code is 1",),
        error="ZeroDivisionError",
    ),
    Row(
        "process/run_for_start.py",
        (
            "first runs in the main process: True",
            "second runs in the main process: True",
            "first has a pid: False",
        ),
        in_order=True,
        status=1,
        error="AssertionError: can only join a started process",
    ),
    Row(
        "process/called_target.py",
        ("task runs in the main process: True", "exit code: 1"),
        in_order=True,
        error="TypeError: 'str' object is not callable",
    ),
    Row(
        "process/string_as_args.py",
        ("exit code: 1",),
        error="TypeError: .* takes 1 positional argument but 5 were",
    ),
    Row(
        "process/no_guard.py",
        ("exit code: 1",),
        error="RuntimeError: \n *An attempt has been made to start a new",
    ),
    Row("process/forgot_join.py", ("child: written",), status=1, error="FileNotFoundError: .*result.txt"),
    Row("process/lambda_target.py", (), status=1, error=r"PicklingError: Can't pickle .*<lambda>"),
    Row("process/global_set_in_guard.py", ("exit code: 1",), error="NameError: name 'name' is not defined"),
]


def parent_and_child_agree(lines: list[str]) -> bool:
    [init], [run] = starting(lines, "__init__ runs in"), starting(lines, "run runs in")
    [child], [parent] = [
        [float(line.split()[-2]) for line in lines if line.startswith(f"{who}: it took")]
        for who in ("child", "parent")
    ]
    return starting(lines, "parent:")[:2] == [init, run] and init != run and 0.3 <= child <= parent


SUBCLASS = [
    Row(
        "subclass/clock_process.py",
        (
            r"__init__ runs in \d+",
            r"run runs in \d+",
            r"child: it took [\d.]+ s",
            r"parent: \d+ waited for \d+",
            r"parent: it took [\d.]+ s",
        ),
        in_order=True,
        check=parent_and_child_agree,
    ),
    Row("subclass/process_with_state.py", ("child: number is 13", "parent: number is 10"), in_order=True),
    Row(
        "subclass/no_super_init.py",
        ("made",),
        status=1,
        error="AttributeError: 'ClockProcess' object has no attr",
    ),
    Row("subclass/waiting_for_result.py", ("child: result is 3",), hangs=True),
]
