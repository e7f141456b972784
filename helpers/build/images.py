"""Makes the pictures of the README, of 0-start-here and of the *which timeline?* questions, each from real runs.

The command is `course.py images`. To add a picture, add a line to PICTURES, or to WHICH in which.py, and run it. The
programs run here and now, so times and PIDs differ from one making to the next.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from matplotlib.figure import Figure

from ..picture import save, timeline, words
from ..recording.recording import Recording
from ..watch.client.run import record
from .callouts import labelled_timeline
from .which import WHICH, Which, below_each_other, changed

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


def shortest_run(program: Path, arguments: tuple[str, ...] = (), runs: int = 3) -> Recording:
    """Run a program a few times, in its own folder, and return the shortest run.

    Raises NotDrawn if it does not end with exit status 0.
    """
    recordings = [record([sys.executable, program.name, *arguments], cwd=program.parent) for _ in range(runs)]
    for recording in recordings:
        if recording.stopped or recording.main.exit_code != 0:
            said = recording.text(stream="stderr").strip()
            raise NotDrawn(f"{program.name} did not end well, so no picture was made of it. {said}")
    return min(recordings, key=lambda recording: recording.wall_ns)


def make_images(folder: Path, pictures: tuple[Picture, ...] = PICTURES) -> dict[Path, str]:
    """Run each program, write its picture into `folder`, and return the words that belong beside it.

    Raises NotDrawn if a program does not end with exit status 0.
    """
    folder.mkdir(exist_ok=True)
    made = {}
    for picture in pictures:
        best = shortest_run(PROGRAMS / picture.program, picture.arguments, picture.runs)
        made[save(picture.draw(best), folder / picture.name)] = words(best)
    return made


def make_which(folder: Path, pictures: tuple[Which, ...] = WHICH) -> list[Path]:
    """Run each program as it is told for A, B and C, write the pictures into `folder`, and return their paths.

    Raises NotDrawn if one of them does not end with exit status 0, NotAsWritten if a line to change isn't there.
    """
    folder.mkdir(exist_ok=True)
    made = []
    for which in pictures:
        text = (PROGRAMS / which.program).read_text(encoding="utf-8")
        runs = {}
        for letter, lines in which.timelines.items():
            with TemporaryDirectory() as place:
                program = Path(place, Path(which.program).name)
                program.write_text(changed(text, lines), encoding="utf-8")
                runs[letter] = shortest_run(program, runs=5)
        made.append(save(below_each_other(which, runs), folder / f"{which.question}.png"))
    return made


def main() -> int:
    """The command `python -m helpers.build.images`: make all and print the words to put beside each."""
    try:
        made = make_images(ROOT / "images")
        which = make_which(ROOT / "images" / "which")
    except NotDrawn as problem:
        print(problem, file=sys.stderr)
        return 1
    for path, said in made.items():
        print(f"{path.relative_to(ROOT)}\n{said}\n")
    print(*(path.relative_to(ROOT) for path in which), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
