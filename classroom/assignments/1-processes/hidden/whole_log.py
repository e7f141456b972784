"""The same log with more workers and more lines."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from random import Random

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Recording

visible = importlib.import_module("..visible.whole_log", __package__)


def vary(random: Random) -> Case:
    """Four to six workers with a dozen lines or more."""
    return visible.case(random.randrange(4, 7), random.randrange(12, 18))


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """Complete and whole again, from first line to last."""
    torn = [text for text, writers in seen.log(recording) if len(writers) > 1]
    there, wanted = visible.lines_there(recording, case), case.expected["lines"]
    yield Check(
        f"With {case.args[0]} workers of {case.args[1]} lines, the log is complete and no line torn.",
        visible.complete(recording, case) and not torn,
        "Let each line leave the buffer when it is whole, and not before.",
        f"{there} of {len(wanted)} lines were there, and {len(torn)} were torn.",
    )
    children, texts = recording.children(recording.main), [text for text, _ in seen.log(recording)]
    last = texts[-1:] == ["all done"] and seen.log(recording)[-1][1] == {recording.main.pid}
    yield Check(
        'The last line is "all done", by the parent, which has collected all workers.',
        last and visible.all_wrote(recording, case) and len(children) == len(seen.collected(recording, children)),
        "The parent has to wait for its children before it writes its last line.",
        f"The last line was {texts[-1][:60]!r}." if texts else "Nothing was written.",
        points=0.5,
        by_probe=True,
    )
