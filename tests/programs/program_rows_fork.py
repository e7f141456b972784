"""What the programs of sections 0 to 1.5 must do: start, together, multitasking, fork, globals, forks."""

import os

from program_row import Row, numbers, starting

ONE_CPU = hasattr(os, "sched_setaffinity")  # programs can be held to one CPU
MEMORY = os.path.exists("/proc/self/smaps_rollup")  # the kernel says whose memory is whose

SONG = ("singing verse 1", "singing verse 2", "singing verse 3")
DANCE = ("dancing step 1", "dancing step 2", "dancing step 3")

START = [
    Row(
        "0/every_mark.py",
        ("here we go", "computed", "computed", "all collected"),
        before=("computed", "all collected"),
    ),
]

TOGETHER = [
    Row("1.1/sing_then_dance.py", (*SONG, *DANCE, "the show is over"), in_order=True),
    Row(
        "1.1/sing_while_dancing.py",
        (*SONG, *DANCE, "the show is over"),
        before=("singing verse 3", "the show is over"),
    ),
    Row("1.1/defined_not_called.py", ("the show is over",)),
    Row("1.1/called_instead_of_passed.py", (*SONG, *DANCE, "the show is over"), in_order=True),
]

MULTITASKING = [
    Row(
        "1.2/taking_turns.py",
        ("A is done", "B is done", "C is done", "all are done"),
        before=("C is done", "all are done"),
    ),
    Row("1.2/side_by_side.py", ("number 0 is done", "number 1 is done", "both are done")),
    Row("1.2/more_than_cpus.py", (r"4 processes, each 0\.3 s of work: [\d.]+ s",)),
    Row(
        "1.2/more_than_cpus.py",
        (r"3 processes, each 0\.3 s of work: [\d.]+ s",),
        ("3", "1"),
        check=lambda lines: not ONE_CPU or float(lines[0].split()[-2]) >= 0.9,
    ),
    Row("1.2/mostly_waiting.py", (*(f"{n} has a letter" for n in range(1, 11)), "all have one")),
    Row("1.2/one_cpu_one_program.py", ("short is done", "long is done"), in_order=ONE_CPU),
    Row(
        "1.2/twice_as_fast.py",
        tuple(rf"{n} sharing: [\d.]+ s" for n in (1, 2, 4, 8)),
        in_order=True,
        # 0.4 s of work on at most two CPUs
        check=lambda lines: not ONE_CPU or float(lines[-1].split()[-2]) >= 0.2,
    ),
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
    Row("1.3/fork_once.py", ("before the fork", "after the fork", "after the fork"), in_order=True),
    Row(
        "1.3/fork_pids.py",
        (
            r"parent: fork returned \d+",
            r"parent: I am \d+",
            "child: fork returned 0",
            r"child: I am \d+",
            r"child: my parent is \d+",
        ),
        check=pids_agree,
    ),
    Row("1.3/fork_wait.py", ("child: working", "child: done", "parent: my child ended with 3"), in_order=True),
    Row(
        "1.3/zombie.py",
        (
            "child: I exit now",
            "parent: before wait, my child is there",
            "parent: after wait, my child is gone",
        ),
    ),
    Row(
        "1.3/orphan.py",
        (r"child: my parent is \d+", "parent: I end here", r"child: my parent is now \d+"),
        before=("parent: I end here", r"child: my parent is now \d+"),
        check=lambda lines: len(set(numbers(lines))) == 2,
    ),
    Row(
        "1.3/fork_exec.py",
        (
            r"child: I run Python, I am \d+",
            r"child: I run sh, I am \d+",
            r"parent: collected \d+ exit status 5",
        ),
        in_order=True,
        check=exec_keeps_pid,
    ),
    Row(
        "1.3/copy_on_write.py",
        ("parent: before .*", *["child: after .*"] * 3) if MEMORY else (".*",),
        check=pages_copied_when_written,
    ),
    Row(
        "1.3/child_restarts.py",
        ("step 1", "step 2", "step 3", "step 3", "step 4", "step 4"),
        before=("step 2", "step 3"),
    ),
    Row("1.3/who_goes_first.py", ("parent", "child")),
    Row(
        "1.3/forgot_exit.py",
        ("child: working", *["this line is for the parent only"] * 2),
        error="ChildProcessError: .* No child processes",
    ),
]


def dice_repeat_and_pythons_differ(lines: list[str]) -> bool:
    dice = [line.split()[-1] for line in lines if "dice" in line]
    pythons = [line.split()[-1] for line in lines if "Python" in line]
    return len(set(dice)) == 1 and len(set(pythons)) > 1  # of a million, two may be equal, not all three


def one_address_two_values(lines: list[str]) -> bool:
    child, parent = numbers(lines)
    return child == parent


GLOBALS = [
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

TWO_FORKS = (*["after the first fork"] * 2, *["after the second fork"] * 4)

FORKS = [
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
