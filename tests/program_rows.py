"""What every program of the course must do: one row per program and arguments.

`test_programs.py` runs each row and compares. A line of output is a regular expression that must
match one whole line. Lines of different processes come in any order; `in_order` says that
the order given is guaranteed, `before` that one line comes before another.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from multiprocessing import get_all_start_methods
from typing import Callable

ONE_CPU = hasattr(os, "sched_setaffinity")      # programs can be held to one CPU
MEMORY = os.path.exists("/proc/self/smaps_rollup")      # the kernel says whose memory is whose


@dataclass(frozen=True)
class Row:
    """One run of one program, and what must hold of it.

    `error` is a regular expression that stderr must contain; without one, stderr must be empty.
    `hangs` says that the program never ends by itself. `other_lines` is what any further lines of
    stdout, however many, must match. `check` is given stdout's lines.
    """

    program: str
    lines: tuple[str, ...]
    args: tuple[str, ...] = ()
    in_order: bool = False
    before: tuple[str, str] | None = None
    status: int = 0
    error: str = ""
    hangs: bool = False
    other_lines: str = ""
    check: Callable[[list[str]], bool] | None = None

    @property
    def name(self) -> str:
        return " ".join([self.program, *self.args])

    @property
    def section(self) -> str:
        return self.program.partition("/")[0]


def numbers(lines: list[str]) -> list[int]:
    """Every whole number in the lines, in order."""
    return [int(number) for number in re.findall(r"-?\d+", "\n".join(lines))]


def starting(lines: list[str], start: str) -> list[int]:
    """The numbers in the lines that start with `start`."""
    return numbers([line.removeprefix(start) for line in lines if line.startswith(start)])


SONG = ("singing verse 1", "singing verse 2", "singing verse 3")
DANCE = ("dancing step 1", "dancing step 2", "dancing step 3")

TOGETHER = [
    Row("together/sing_then_dance.py", (*SONG, *DANCE, "the show is over"), in_order=True),
    Row("together/sing_while_dancing.py", (*SONG, *DANCE, "the show is over"),
        before=("singing verse 3", "the show is over")),
    Row("together/defined_not_called.py", ("the show is over",)),
    Row("together/called_instead_of_passed.py", (*SONG, *DANCE, "the show is over"), in_order=True),
]

MULTITASKING = [
    Row("multitasking/taking_turns.py", ("A is done", "B is done", "C is done", "all are done"),
        before=("C is done", "all are done")),
    Row("multitasking/side_by_side.py", ("A is done", "B is done", "all are done")),
    Row("multitasking/more_than_cpus.py", (r"4 processes, each 0\.3 s of work: [\d.]+ s",)),
    Row("multitasking/more_than_cpus.py", (r"3 processes, each 0\.3 s of work: [\d.]+ s",), ("3", "1"),
        check=lambda lines: not ONE_CPU or float(lines[0].split()[-2]) >= 0.9),
    Row("multitasking/mostly_waiting.py", (*(f"{n} has a letter" for n in range(1, 11)), "all have one")),
    Row("multitasking/one_cpu_one_program.py", ("short is done", "long is done"), in_order=ONE_CPU),
    Row("multitasking/twice_as_fast.py", tuple(rf"{n} sharing: [\d.]+ s" for n in (1, 2, 4, 8)), in_order=True,
        check=lambda lines: float(lines[-1].split()[-2]) >= 0.2),   # 0.4 s of work on at most two CPUs
]


def pids_agree(lines: list[str]) -> bool:
    [returned], [child] = starting(lines, "parent: fork returned"), starting(lines, "child: I am")
    [parent], [its_parent] = starting(lines, "parent: I am"), starting(lines, "child: my parent is")
    return returned == child != parent == its_parent and starting(lines, "child: fork returned") == [0]


def exec_keeps_pid(lines: list[str]) -> bool:
    python, sh = starting(lines, "child: I run Python, I am"), starting(lines, "child: I run sh, I am")
    return python == sh and starting(lines, "parent: collected") == [*sh, 5]


def pages_copied_when_written(lines: list[str]) -> bool:
    if not MEMORY:
        return lines == ["This system does not say whose memory is whose."]
    before, after_fork, half, everything = numbers(lines)
    return before >= 40 and after_fork < 10 < half < 35 < everything


FORK = [
    Row("fork/fork_once.py", ("before the fork", "after the fork", "after the fork"), in_order=True),
    Row("fork/fork_pids.py", (r"parent: fork returned \d+", r"parent: I am \d+", "child: fork returned 0",
                              r"child: I am \d+", r"child: my parent is \d+"), check=pids_agree),
    Row("fork/fork_wait.py", ("child: working", "child: done", "parent: my child ended with 3"), in_order=True),
    Row("fork/zombie.py", ("child: I exit now", "parent: before wait, my child is there",
                           "parent: after wait, my child is gone")),
    Row("fork/orphan.py", (r"child: my parent is \d+", "parent: I end here", r"child: my parent is now \d+"),
        before=("parent: I end here", r"child: my parent is now \d+"),
        check=lambda lines: len(set(numbers(lines))) == 2),
    Row("fork/fork_exec.py", (r"child: I run Python, I am \d+", r"child: I run sh, I am \d+",
                              r"parent: collected \d+ exit status 5"), in_order=True, check=exec_keeps_pid),
    Row("fork/copy_on_write.py", ("parent: before .*", *["child: after .*"] * 3) if MEMORY else (".*",),
        check=pages_copied_when_written),
    Row("fork/child_restarts.py", ("step 1", "step 2", "step 3", "step 3", "step 4", "step 4"),
        before=("step 2", "step 3")),
    Row("fork/who_goes_first.py", ("parent", "child")),
    Row("fork/forgot_exit.py", ("child: working", *["this line is for the parent only"] * 2),
        error="ChildProcessError: .* No child processes"),
]


def own_repeats_and_pythons_differs(lines: list[str]) -> bool:
    own = [line.split()[-1] for line in lines if "own" in line]
    pythons = [line.split()[-1] for line in lines if "Python's" in line]
    return len(set(own)) == 1 and len(set(pythons)) == 3


def one_address_two_values(lines: list[str]) -> bool:
    child, parent = numbers(lines)
    return child == parent


GLOBALS = [
    Row("globals/global_after_fork.py", ("child: number is 2", "parent: number is 1"), in_order=True),
    Row("globals/list_after_fork.py", (r"child: \['Ada', 'Grace'\]", r"parent: \['Ada'\]"), in_order=True),
    Row("globals/same_address.py", (r"child: at \d+ is \['Grace'\]", r"parent: at \d+ is \['Ada'\]"), in_order=True,
        check=one_address_two_values),
    Row("globals/shared_file_offset.py", ("child reads b'abcdef'", "parent reads b'ghijkl'"), in_order=True),
    Row("globals/first_or_present.py", (*[f"{method} gave the child number {2 if method == 'fork' else 1}"
                                          for method in get_all_start_methods()], "the parent has number 2"),
        in_order=True),
    Row("globals/shared_value.py", ("expected: 40000", "with the lock: 40000", r"without it: \d+"), in_order=True,
        check=lambda lines: 0 < numbers(lines)[-1] <= 40000),
    Row("globals/list_argument_comes_back.py", (r"child: \[1, 4, 9\]", r"parent: \[\]"), in_order=True,
        status=1, error="IndexError: list index out of range"),
    Row("globals/plus_one_without_lock.py", (), status=1, error=r"^counted to 1\d\d\d\d\d instead of 200000$"),
    Row("globals/same_random_numbers.py", tuple(rf"{name} {whose} generator: \d+" for name in "ABC"
                                                for whose in ("own", "Python's")),
        check=own_repeats_and_pythons_differs),
]

TWO_FORKS = (*["after the first fork"] * 2, *["after the second fork"] * 4)

FORKS = [
    Row("forks/fork_twice.py", TWO_FORKS),
    Row("forks/fork_n.py", ("here is one",) * 8),
    Row("forks/fork_n.py", ("here is one",), ("0",)),
    Row("forks/fork_n.py", ("here is one",) * 16, ("4",)),
    Row("forks/fork_in_a_loop.py", ("task 1", "task 2", "task 3", "three tasks are done")),
    Row("forks/loop_forks_too_many.py", ("task 1", *["task 2"] * 2, *["task 3"] * 4)),
    Row("forks/two_forks_three_processes.py", ("processes: 4",)),
    Row("forks/lines_are_not_processes.py", tuple(rf"{line} in process \d+" for line in TWO_FORKS),
        check=lambda lines: len(set(numbers(lines))) == 4),
    Row("forks/order_of_four.py", (), other_lines="[ABCD]{4} [0-9]+",
        check=lambda lines: sum(numbers(lines)) == 200 and all(len(set(line[:4])) == 4 for line in lines)),
    Row("forks/buffered_fork.py", ("before the fork", "after the fork") * 2),
]

START = "the top of the file is read"
IS_MAIN = "child: parent_process is main: True"


def once_or_twice_more(lines: list[str]) -> bool:
    """Beside main, the forkserver reads the file, once for all (3.13.8 on), or else each child (CPython gh-126631)."""
    return lines.count(START) in (2, 3)


PROCESS = [
    Row("process/process_basic.py", ("parent: started it", "child: working", "child: done",
                                     "parent: it has ended with 0"), before=("child: done", "parent: it has ended.*")),
    Row("process/process_arguments.py", ("Hello Ada", "Good morning Grace", "Hello Alan", "Hello Alan")),
    Row("process/process_lifecycle.py", (
        "name: Process-1 pid: None daemon: False", "before start alive: False exitcode: None", "has a pid: True",
        "after join with a time-out alive: True exitcode: None", "after join alive: False exitcode: 0",
        "polite alive: False exitcode: -15", "stubborn alive: False exitcode: -9", "daemon: True"), in_order=True),
    Row("process/start_methods.py", (START, *[IS_MAIN, "child: getppid is main: True"] * 2), ("fork",)),
    Row("process/start_methods.py", (*[START] * 3, *[IS_MAIN, "child: getppid is main: True"] * 2), ("spawn",)),
    Row("process/start_methods.py", (IS_MAIN, "child: getppid is main: False") * 2, ("forkserver",),
        other_lines=START, check=once_or_twice_more),
    Row("process/exit_codes.py", ("ends 0", "raises 1", "exits 3", "is_killed -9", "waits -15"), in_order=True,
        error="ValueError: something is wrong"),
    Row("process/name_and_group.py", ("I am Process-1", "I am worker", "I am Process-3")),
    Row("process/crash_in_child.py", ("parent: still here; my child's exit code is 1",), error="ZeroDivisionError"),
    Row("process/run_for_start.py", ("first runs in the main process: True", "second runs in the main process: True",
                                     "first has a pid: False"), in_order=True,
        status=1, error="AssertionError: can only join a started process"),
    Row("process/called_target.py", ("task runs in the main process: True", "exit code: 1"), in_order=True,
        error="TypeError: 'str' object is not callable"),
    Row("process/string_as_args.py", ("exit code: 1",), error="TypeError: .* takes 1 positional argument but 5 were"),
    Row("process/no_guard.py", ("exit code: 1",), error="RuntimeError: \n *An attempt has been made to start a new"),
    Row("process/forgot_join.py", ("child: written",), status=1, error="FileNotFoundError: .*result.txt"),
    Row("process/lambda_target.py", (), status=1, error=r"PicklingError: Can't pickle .*<lambda>"),
    Row("process/global_set_in_guard.py", ("exit code: 1",), error="NameError: name 'name' is not defined"),
]


def parent_and_child_agree(lines: list[str]) -> bool:
    [init], [run] = starting(lines, "__init__ runs in"), starting(lines, "run runs in")
    [child], [parent] = [[float(line.split()[-2]) for line in lines if line.startswith(f"{who}: it took")]
                         for who in ("child", "parent")]
    return starting(lines, "parent:")[:2] == [init, run] and init != run and 0.3 <= child <= parent


SUBCLASS = [
    Row("subclass/clock_process.py", (r"__init__ runs in \d+", r"run runs in \d+", r"child: it took [\d.]+ s",
                                      r"parent: \d+ waited for \d+", r"parent: it took [\d.]+ s"), in_order=True,
        check=parent_and_child_agree),
    Row("subclass/process_with_state.py", ("child: number is 13", "parent: number is 10"), in_order=True),
    Row("subclass/no_super_init.py", ("made",), status=1, error="AttributeError: 'ClockProcess' object has no attr"),
    Row("subclass/waiting_for_result.py", ("child: result is 3",), hangs=True),
]

TEN_TASKS = tuple(f"task {number} is done" for number in range(1, 11))
SQUARES = r"\[1, 4, 9, 16, 25, 36\]"


def unordered_squares(lines: list[str]) -> bool:
    [found] = [line for line in lines if line.startswith("imap_unordered")]
    return sorted(numbers([found])) == [1, 4, 9, 16, 25, 36] and numbers([found])[0] != 1   # 1 takes longest


def took_as_long_as_one(lines: list[str]) -> bool:
    return float(lines[1].split()[-2]) >= 0.6


ONE_AFTER_THE_OTHER = ("six tasks of .*", r"they took [\d.]+ s")

POOL = [
    Row("pool/pool_apply_async.py", ("parent: all ten are handed over", *TEN_TASKS, "parent: all ten are done")),
    Row("pool/pool_apply.py", (*TEN_TASKS, "parent: all ten are done"), in_order=True),
    Row("pool/pool_map_family.py", (
        f"map: {SQUARES}", f"map, in chunks of two: {SQUARES}", r"starmap: \[8, 9, 1000\]", f"imap: {SQUARES}",
        r"imap_unordered: \[.*\]", f"map_async: {SQUARES}"), in_order=True, check=unordered_squares),
    Row("pool/pool_errors.py", (
        r"callback: 2\.0", r"error_callback: ZeroDivisionError\('division by zero'\)", "successful: True False",
        r"result: 2\.0", "caught: division by zero"), in_order=True),
    Row("pool/callbacks.py", tuple(f"callback got {number} in the main process: True" for number in (10, 20, 30))),
    Row("pool/executor.py", (r"map: \[1, 4, 9\]", r"as completed: \[[149], [149], [149]\]",
                             "a worker died, and the executor says so"), in_order=True,
        check=lambda lines: sorted(numbers(lines[1:2])) == [1, 4, 9]),
    Row("pool/apply_is_not_parallel.py", ONE_AFTER_THE_OTHER, in_order=True, check=took_as_long_as_one),
    Row("pool/get_in_the_loop.py", ONE_AFTER_THE_OTHER, in_order=True, check=took_as_long_as_one),
    Row("pool/silent_exception.py", ("task 5 divides", r"2\.0", "task 0 divides", "parent: no error seen")),
    Row("pool/with_ends_tasks.py", ("parent: the with block is left",)),
    Row("pool/join_before_close.py", (), status=1, error="ValueError: Pool is still running"),
    Row("pool/killed_worker.py", ("task 1 is done", "task 3 is done", "task 4 is done",
                                  "result: 1", "result: 3", "result: 4"), status=1, error="TimeoutError"),
    Row("pool/pool_without_guard.py", (), hangs=True, error="RuntimeError: \n *An attempt has been made to start"),
    Row("pool/too_small_tasks.py", ("the same results: True", "one process was faster: True",
                                    r"the pool took \d+ times as long"), in_order=True),
    Row("pool/not_everything_pickles.py", (), status=1, error="MaybeEncodingError: Error sending result: .*lambda"),
]

LETTERS = "ABCD"
USAGE = "Say what to copy, and where to: python {} SOURCE TARGET"

QUEUES = [
    Row("queues/queue_basics.py", (
        "new full: False empty: True qsize: .*", "after three puts full: True empty: False qsize: .*",
        "put with a time-out: Full", "put_nowait: Full", "get: first", "get: second", "get: third",
        "after three gets full: False empty: True qsize: .*", "get with a time-out: Empty", "get_nowait: Empty"),
        in_order=True),
    Row("queues/writer_reader.py", (*[f"writer: putting {letter}" for letter in LETTERS],
                                    *[f"reader: got {letter}" for letter in LETTERS], "reader: that was all"),
        before=("writer: putting D", "reader: that was all")),
    Row("queues/full_queue_waits.py", tuple(f"{who} {number}" for number in range(1, 7)
                                            for who in ("writer: put", "reader: got"))),
    Row("queues/queue_in_a_pool.py", (r"the reader got \['A', 'B', 'C', 'D'\]",)),
    Row("queues/pipe_beside_queue.py", ("parent: got WHO IS THERE",)),
    Row("queues/empty_is_not_finished.py", (r"reader: the queue is empty, I got \[\]",
                                            "writer: all three are in the queue"), in_order=True),
    Row("queues/bare_except.py", ("reader: nothing there",)),
    Row("queues/no_method_size.py", (), status=1, error="AttributeError: 'Queue' object has no attribute 'size'"),
    Row("queues/empty_of_the_wrong_module.py", (), status=1, error="AttributeError: .* has no attribute 'Empty'"),
    Row("queues/join_before_get.py", ("child: put it into the queue",), hangs=True),
    Row("queues/plain_queue_in_apply.py", (), status=1,
        error="RuntimeError: Queue objects should only be shared between processes through inheritance"),
    Row("queues/plain_queue_in_apply_async.py", ("parent: the pool has done all its tasks",
                                                 "parent: the queue is empty"), in_order=True),
    # what these do with folders is in test_copy_folder.py
    Row("queues/copy_folder.py", (), status=2, error=USAGE.format("copy_folder.py")),
    Row("queues/copy_with_one.py", (), status=1, error=USAGE.format("copy_with_one.py")),
    Row("queues/naive_copy.py", (), status=1, error=USAGE.format("naive_copy.py")),
    Row("queues/make_folder.py", (), status=1, error="Say what to make, and where"),
]

ROWS = [*TOGETHER, *MULTITASKING, *FORK, *GLOBALS, *FORKS, *PROCESS, *SUBCLASS, *POOL, *QUEUES]
