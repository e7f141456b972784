"""Which disturbances of its recordings does a lesson's claims notice? Counted, and kept in data/fields.json.

The lesson's own programs run once, in a shell of this process; then only claims are asked.
"""

from __future__ import annotations

import ast
import itertools
import json
import sys
from collections.abc import Iterator

from benchmarks.words import table
from helpers.recording.recording import Recording

from .disturbed import EVERY, MOST
from .judge import Judge, shell
from .lesson import Cell, Lesson
from .programs import DATA

FILE = DATA / "fields.json"
ABOUT = """\
The other way round: the lessons' programs as they are, but one thing in what was recorded of them made wrong, and the
claims about that run asked again. Each cell says how many such disturbances made a claim fail, of how many. One claim
looks at one thing, so most pass unnoticed in most lessons; a row without any would be a field that nothing holds."""


def count(lesson: Lesson) -> dict[str, list[int]]:
    """What was disturbed → how often a claim failed, of how many times."""
    judge = Judge(lesson)
    found = {what: [0, 0] for what in EVERY}
    for cell, name, recording in recordings(judge):
        users = [user for user in lesson.cells if asks(lesson, user, name, cell)]
        users = [user for user in users if not failed(judge, user, name, recording)]
        for what, disturb in EVERY.items() if users else ():
            for disturbed in itertools.islice(disturb(recording), MOST):
                found[what][1] += 1
                found[what][0] += any(failed(judge, user, name, disturbed) for user in users)
    return found


def recordings(judge: Judge) -> Iterator[tuple[Cell, str, Recording]]:
    """Each recording that a cell of the lesson makes, by its name."""
    for cell in judge.lesson.cells:
        if cell.runs:
            for name, value in judge.original(cell).items():
                if isinstance(value, Recording):
                    yield cell, name, value


def asks(lesson: Lesson, user: Cell, name: str, maker: Cell) -> bool:
    """Whether the cell `user` makes claims about what `maker` has made."""
    claims = any(
        getattr(getattr(node, "func", None), "id", "") == "claim" for s in user.statements for node in ast.walk(s)
    )
    return claims and name in user.loads and lesson.definer(name, user.number) is maker


def failed(judge: Judge, user: Cell, name: str, recording: Recording) -> bool:
    """Whether a claim of the cell fails with this recording."""
    return bool(shell().run(user, judge.names(user) | {name: recording}).claims)


def measure(lessons: list[Lesson]) -> None:
    """Count for each of these lessons, and keep it."""
    kept = load()
    for number, lesson in enumerate(lessons, start=1):
        print(f"{number}/{len(lessons)}: {lesson.path.stem}", file=sys.stderr, flush=True)
        try:
            kept[lesson.path.stem] = count(lesson)
        except KeyboardInterrupt:
            print("Stopped. What was counted of the lessons before is kept.", file=sys.stderr)
            return
        FILE.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load() -> dict[str, dict[str, list[int]]]:
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def told() -> str:
    """The part of the page; "" if nothing was counted yet."""
    kept = {stem.partition("-")[0]: counts for stem, counts in load().items() if "-project-" not in stem}
    if not kept:
        return ""
    sections = sorted(kept)
    rows = []
    for what in EVERY:
        counts = [kept[section].get(what, [0, 0]) for section in sections]
        cells = [f"{noticed} of {of}" if of else "–" for noticed, of in counts]
        rows.append((what, *cells, f"{sum(n for n, _ in counts)} of {sum(of for _, of in counts)}"))
    return "\n\n".join(["## Recordings disturbed", ABOUT, table([("what is wrong", *sections, "all"), *rows])])
