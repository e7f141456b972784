"""What the programs of section 1.3 must do."""

import os

from program_row import Row, numbers

MEMORY = os.path.exists("/proc/self/smaps_rollup")  # the kernel says whose memory is whose


def pids_agree(lines: list[str]) -> bool:
    (in_child, child), (in_parent, parent) = sorted(tuple(numbers([line])) for line in lines)
    return in_child == 0 and in_parent == child != parent


def exec_keeps_pid(lines: list[str]) -> bool:
    python, sh, collected = (numbers([line]) for line in lines)
    return [*python, 5] == [*sh, 5] == collected


def pages_copied_when_written(lines: list[str]) -> bool:
    if not MEMORY:
        return lines == ["This system does not say whose memory is whose."]
    before, after_fork, half, everything = numbers(lines)
    return before >= 40 and after_fork < 10 < half < 35 < everything


ROWS = [
    Row("1.3/fork_once.py", ("before the fork", "after the fork", "after the fork"), in_order=True),
    Row("1.3/fork_pids.py", (r"fork returned \d+ and I am \d+",) * 2, check=pids_agree),
    Row("1.3/fork_wait.py", ("child: working", "child: done", r"parent: child \d+ ended with 3"), in_order=True),
    Row(
        "1.3/late_wait.py",
        ("child: I exit now", "parent: my child is there", "parent: my child is not there"),
        in_order=True,
    ),
    Row("1.3/orphan.py", ("parent: I end here", r"child: my parent is now \d+"), in_order=True),
    Row(
        "1.3/fork_exec.py",
        (
            r"child: I run Python, and I am \d+",
            r"child: I run sh, and I am \d+",
            r"parent: collected \d+ with exit status 5",
        ),
        in_order=True,
        check=exec_keeps_pid,
    ),
    Row(
        "1.3/copy_on_write.py",
        ("parent: before .*", *["child: after .*"] * 3) if MEMORY else (".*",),
        check=pages_copied_when_written,
    ),
    Row("1.3/who_goes_first.py", ("parent", "child")),
    Row(
        "1.3/forgot_exit.py",
        ("child: working", *["this line is for the parent only"] * 2),
        error="ChildProcessError: .* No child processes",
    ),
]
