"""Makes the pictures of the README, each from a real run: `course.py images`.

To add one, add a line to PICTURES and run the command. The program runs here and now, so times and PIDs
differ from one making to the next.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from ..picture import save, timeline, words
from ..record.run import record

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "helpers" / "programs"


@dataclass(frozen=True)
class Picture:
    """A file in images/, the program that it shows, and how the timeline is drawn (its keyword arguments)."""

    name: str
    program: str
    arguments: tuple[str, ...] = ()
    drawn: dict = field(default_factory=dict)


PICTURES = (
    Picture("taking-turns.png", "multitasking/taking_turns.py"),
    Picture("pool.png", "pool/pool_apply_async.py"),
    Picture("fork-wait.png", "fork/fork_wait.py"),
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
        recording = record([sys.executable, program.name, *picture.arguments], cwd=program.parent)
        if recording.stopped or recording.main.exit_code != 0:
            said = recording.text(stream="stderr").strip()
            raise NotDrawn(f"{picture.program} did not end well, so {picture.name} was not made. {said}")
        path = save(timeline(recording, **picture.drawn), folder / picture.name)
        made[path] = words(recording)
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
