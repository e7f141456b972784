"""All submissions of a folder are marked: side by side, going on where an earlier run was stopped.

submissions ──► known already? ── yes ──► its record
                     │ no
                     ├──► threads, each waiting for a process that marks (one.py) ─┐
                     └──► or a cluster (cluster.py) ──────────────────────────────┴──► record, kept at once
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from . import records
from .one import end_all, mark_one
from .records import How, Record
from .submissions import submissions

Done = tuple[str, dict]  # a student, and what mark_one found
Spread = Callable[[dict[str, dict]], Iterable[Done]]


def here(jobs: dict[str, dict], most: int | None = None) -> Iterator[Done]:
    """Mark on this machine, `most` at a time; if that isn't given, one a CPU and one more, for programs wait a lot."""
    pool = ThreadPoolExecutor(most or (os.cpu_count() or 1) + 1)
    try:
        waiting = {pool.submit(mark_one, job): student for student, job in jobs.items()}
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        end_all()  # nothing is running by now, unless this is stopped on the way


def grade(
    folder: Path,
    kept: Path,
    how: How,
    *,
    due: datetime | None = None,
    again: bool = False,
    spread: Spread = here,
    prove: bool = False,
    show: Callable[[int, int, Record | None], None] = lambda done, total, record: None,
) -> list[Record]:
    """The records of all submissions in `folder`, in the order of names; each is kept in `kept` as soon as it is there.

    `due` is the deadline. `again` marks what was marked before, too. `spread` has the jobs done, here or elsewhere;
    `prove` lets each of them first show that its machine isolates. `show(done, total, record)` is called at the start
    and after each.

    Raises CannotIsolate, and OSError if the folders can't be read or written.
    """
    found: dict[str, Record] = {}
    jobs: dict[str, dict] = {}
    everyone = {submission.student: submission for submission in submissions(folder, due)}
    prints = {}
    for student, submission in everyone.items():
        notebook, problem = records.read_notebook(submission)
        prints[student] = records.fingerprint(notebook, how)
        before = None if again else records.read(student, kept)
        if notebook is None:
            found[student] = records.made(submission, folder, prints[student], {"problem": problem})
            records.write(found[student], kept)
        elif before and before.result and before.fingerprint == prints[student]:
            found[student] = records.made(submission, folder, prints[student], {"result": before.result})
        else:
            jobs[student] = {"notebook": notebook, "prove": prove, **asdict(how)}
    show(len(found), len(everyone), None)
    for student, what in spread(jobs):
        found[student] = records.made(everyone[student], folder, prints[student], what)
        records.write(found[student], kept)
        show(len(found), len(everyone), found[student])
    return [found[student] for student in everyone]
