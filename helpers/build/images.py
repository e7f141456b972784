"""Makes the pictures of the README and of 0-start-here, each from a real run: `course.py images`.

To add one, add a line to PICTURES and run the command. The program runs here and now, so times and PIDs
differ from one making to the next.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from matplotlib.figure import Figure

from ..picture import save, timeline, words
from ..recording.recording import Recording
from ..watch.client.run import record
from .callouts import labelled_timeline

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "helpers" / "programs"


@dataclass(frozen=True)
class Picture:
    """A file in images/, the program that it shows, and how a recording of it is drawn.

    Of several `runs`, the shortest is drawn: the one that was least disturbed by what else the machine did.
    """

    name: str
    program: str
    arguments: tuple[str, ...] = ()
    draw: Callable[[Recording], Figure] = timeline
    runs: int = 3


def close_up(recording: Recording) -> Figure:
    """The 60 ms in the middle, in which single turns on a CPU can be told apart."""
    middle_ms = recording.wall_ns / 2_000_000
    return timeline(recording, middle_ms - 30, middle_ms + 30)


PICTURES = (
    Picture("every-mark.png", "0/every_mark.py", draw=labelled_timeline, runs=10),
    Picture("sing-while-dancing.png", "1.1/sing_while_dancing.py"),
    Picture("taking-turns.png", "1.2/taking_turns.py"),
    Picture("taking-turns-close.png", "1.2/taking_turns.py", draw=close_up),
    Picture("fork-wait.png", "1.3/fork_wait.py"),
    Picture("late-wait.png", "1.3/late_wait.py"),
    Picture("list-after-fork.png", "1.4/list_after_fork.py"),
    Picture("fork-twice.png", "1.5/fork_twice.py"),
    Picture("process-lifecycle.png", "1.6/process_lifecycle.py"),
    Picture("clock-process.png", "1.7/clock_process.py"),
    Picture("pool.png", "1.8/pool_apply_async.py"),
    Picture("full-queue.png", "1.9/full_queue.py"),
)


class NotDrawn(RuntimeError):
    """A program did not run to a good end, so a picture of it would show something else than it should."""


def make_images(folder: Path, pictures: tuple[Picture, ...] = PICTURES) -> dict[Path, str]:
    """Run each program, write its picture into `folder`, and return the words that belong beside it.

    Raises NotDrawn if a program does not end with exit status 0.
    """
    folder.mkdir(exist_ok=True)
    made = {}
    for picture in pictures:
        program = PROGRAMS / picture.program
        command = [sys.executable, program.name, *picture.arguments]
        recordings = [record(command, cwd=program.parent) for _ in range(picture.runs)]
        for recording in recordings:
            if recording.stopped or recording.main.exit_code != 0:
                said = recording.text(stream="stderr").strip()
                raise NotDrawn(f"{picture.program} did not end well, so {picture.name} was not made. {said}")
        best = min(recordings, key=lambda recording: recording.wall_ns)
        made[save(picture.draw(best), folder / picture.name)] = words(best)
    return made


def main() -> int:
    """The command `python -m helpers.build.images`: make all and print the words to put beside each."""
    try:
        made = make_images(ROOT / "images")
    except NotDrawn as problem:
        print(problem, file=sys.stderr)
        return 1
    for path, said in made.items():
        print(f"{path.relative_to(ROOT)}\n{said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
