"""The command `course.py grade FOLDER`: marks a folder of submissions, and says what became of each."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from tqdm import tqdm

from helpers.teach.explained import Explained

from ..marking.tasks import load
from ..sandbox import CannotIsolate
from ..sandbox.proof import obstacle
from .batch import grade, here
from .cluster import NoCluster, on_cluster
from .page import UNSAFE, write_page
from .records import How, Record
from .table import write_table

REFUSED = "{}\nNothing was marked. With --unsafe, it is done without a sandbox, and every report says so."


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """The parsed command line."""
    parser = argparse.ArgumentParser(
        prog="course.py grade",
        description="Mark a folder of submissions: a notebook, or a folder of them, for each student.",
    )
    parser.add_argument("folder", type=Path, help="where the submissions are")
    parser.add_argument("--to", type=Path, help="where marks and feedback go (FOLDER-marks)")
    parser.add_argument("--assignment", help="which one it is; if not given, each notebook's tasks tell")
    parser.add_argument("--seed", type=int, default=0, help="your number, from which the hidden cases are made")
    parser.add_argument(
        "--due", type=moment, help="the deadline, as 2026-11-27T23:59 or with a zone; the last before it counts"
    )
    parser.add_argument("--jobs", type=int, help="how many at a time (one a CPU, and one more)")
    parser.add_argument("--dask", metavar="ADDRESS", help="have a Dask cluster do it, whose scheduler is there")
    parser.add_argument("--again", action="store_true", help="mark what was marked before, too")
    parser.add_argument("--unsafe", action="store_true", help="do without the sandbox: for programs that you trust")
    return parser.parse_args(arguments)


def moment(text: str) -> datetime:
    """The time, in this machine's zone if it names none. Raises ValueError."""
    return datetime.fromisoformat(text).astimezone()


def main(arguments: list[str]) -> int:
    """Do it; the exit status is 0 if every submission was marked."""
    asked = read_arguments(arguments)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop_once)
    folder: Path = asked.folder
    to: Path = asked.to or folder.with_name(f"{folder.resolve().name}-marks")
    if not folder.is_dir():
        sys.exit(f"There is no folder {folder}.")
    if to.resolve().is_relative_to(folder.resolve()):
        sys.exit(f"{to} lies among the submissions: with --to, choose a folder outside of {folder}.")
    try:
        assignment = load(asked.assignment).name if asked.assignment else None
        if not (asked.unsafe or asked.dask) and (problem := obstacle()):
            sys.exit(REFUSED.format(problem))
        to.mkdir(parents=True, exist_ok=True, mode=0o700)
        how = How(asked.seed, assignment, asked.unsafe)
        found = with_progress(asked, folder, to, how)
    except CannotIsolate as problem:
        sys.exit(REFUSED.format(problem))
    except (Explained, NoCluster) as problem:
        sys.exit(str(problem))
    except OSError as problem:
        sys.exit(f"{problem.filename or folder} can't be read or written: {problem.strerror or problem}.")
    except KeyboardInterrupt:
        sys.exit("Stopped. The same command goes on from here.")
    for record in found:
        write_page(record, to / "feedback")
    write_table(found, to / "marks.csv")
    print("\n".join(summary(found, to, asked.unsafe)))
    return 0 if all(record.result for record in found) else 1


def stop_once(number, frame) -> None:
    """Ctrl-C stops; a second one, while this ends what it has begun, changes nothing."""
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def with_progress(asked: argparse.Namespace, folder: Path, to: Path, how: How) -> list[Record]:
    """The records, with a bar on the terminal while they come."""
    spread = partial(on_cluster, address=asked.dask) if asked.dask else partial(here, most=asked.jobs)
    with tqdm(unit="", desc="marked", dynamic_ncols=True) as bar:

        def show(done: int, total: int, record: Record | None) -> None:
            bar.total, bar.n = total, done
            bar.set_postfix_str(record.student if record else "", refresh=False)
            bar.refresh()

        return grade(
            folder,
            to / "records",
            how,
            due=asked.due,
            again=asked.again,
            spread=spread,
            prove=bool(asked.dask),
            show=show,
        )


def summary(found: list[Record], to: Path, unsafe: bool) -> Iterable[str]:
    """What to say in the end: how many were marked, and who needs a person's eye."""
    marked = [record for record in found if record.result]
    yield f"{len(marked)} of {len(found)} submissions were marked."
    yield f"The marks are in {to / 'marks.csv'}, a page for each student in {to / 'feedback'}."
    for record in found:
        if record.problem:
            yield f"  {record.student}: {record.problem}"
        elif record.result and not record.result["tasks"]:
            yield f"  {record.student}: {' '.join(record.result['notes'])}"
        elif record.is_late:
            yield f"  {record.student}: handed in late, {record.handed_in}."
    if unsafe:
        yield UNSAFE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
