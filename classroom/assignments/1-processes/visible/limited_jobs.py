"""A list of jobs, and never more than so many at once: what `make -j` does.

The first job is long and the others are short, so a runner that waits for the oldest job, or for a whole batch, leaves
places empty: next to the long job, only one other would be started where all of them could.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Process, Recording

TITLE = "As many jobs at once as you allow"
Job = tuple[str, float, int]  # name, seconds, exit status


def case(limit: int, jobs: Sequence[Job]) -> Case:
    """The limit is the program's argument; the jobs are in the file jobs.txt."""
    text = "".join(f"{name} {seconds} {status}\n" for name, seconds, status in jobs)
    return Case((str(limit),), {"jobs.txt": text.encode()}, {"limit": limit, "jobs": jobs})


GIVEN = case(2, [("sources", 1.0, 0), ("icons", 0.15, 0), ("fonts", 0.1, 0), ("pages", 0.15, 0), ("index", 0.1, 0)])


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """What students see: each job once, the limit, no empty place, all collected."""
    children, limit, jobs = recording.children(recording.main), case.expected["limit"], case.expected["jobs"]
    yield Check(
        "Each job is done once, by a child of its own.",
        all_done(recording, jobs),
        "A child that has done its job must not go on in the loop of its parent.",
        about_jobs(recording, jobs),
    )
    yield Check(
        f"{limit} jobs go on at once, and never more.",
        all_done(recording, jobs) and seen.at_once(recording, children) == limit,
        "Before it starts one more, the parent has to wait for the end of another.",
        f"The largest number of children at once was {seen.at_once(recording, children)}.",
    )
    yield Check(
        "No place stays empty while jobs are waiting.",
        all_done(recording, jobs) and started_beside_first(children) > limit >= seen.at_once(recording, children),
        f"Wait for whichever job ends first, not for a certain one and not for all {limit}.",
        about_places(children),
    )
    left = [child for child in children if child not in seen.collected(recording, children)]
    yield Check(
        "The parent collects every child, and then ends with exit status 0.",
        bool(children) and not left and seen.ended_well(recording.main),
        "After the last job has been started, some still go on: wait for these, too.",
        f"{len(left)} of {len(children)} were not collected; the parent "
        f"{seen.how_it_ended(recording, recording.main)}.",
        points=0.5,
        by_probe=True,
    )


def all_done(recording: Recording, jobs: Sequence[Job]) -> bool:
    """Whether there is a child for each job and no other process, and each wrote the end of one job."""
    names, children = [name for name, _, _ in jobs], recording.children(recording.main)
    done = seen.lines_by(recording, children, r"end (\w+)")
    one_each = len({line.pid for line, _ in done}) == len(done) == len(seen.workers(recording)) == len(jobs)
    return one_each and sorted(name for _, (name,) in done) == sorted(names)


def started_beside_first(children: list[Process]) -> int:
    """How many others were started while the first child was alive."""
    if not children:
        return 0
    end = children[0].exited_ns
    return sum(end is None or child.created_ns < end for child in children[1:])


def about_jobs(recording: Recording, jobs: Sequence[Job]) -> str:
    """How many children there were, and which jobs they did."""
    family = seen.workers(recording)
    done = [name for _, (name,) in seen.lines_by(recording, family, r"end (\w+)")]
    return (
        f"There were {seen.counted(len(family), 'child', 'children')} for {len(jobs)} jobs, "
        f"and they did {seen.listed(sorted(done))}."
    )


def about_places(children: list[Process]) -> str:
    """What was started beside the first job."""
    if not children:
        return "No job was started in a child."
    return f"While the first job went on, {started_beside_first(children)} of the other {len(children) - 1} began."
