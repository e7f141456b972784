"""Other texts, another number of workers; one text is empty, and one is no text."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from random import Random

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Recording

visible = importlib.import_module("..visible.count_words", __package__)
NAMES = ("alpha", "beta", "delta", "gamma", "kappa", "lambda", "omega", "sigma", "theta", "zeta")
WORDS = ["über", "wer", "and", "naïve", "東京", "the", "слово", "of", "λόγος", "a"]


def vary(random: Random) -> Case:
    """Nine texts of up to sixty words, two or four workers."""
    texts = {f"{name}.txt": " ".join(random.choices(WORDS, k=random.randrange(5, 60))) for name in NAMES[:9]}
    files = {name: text.encode() for name, text in texts.items()}
    empty, broken = random.sample(sorted(files), 2)
    files[empty] = b""
    files[broken] = b"\xff\xfe caf\xe9 " + files[broken]
    return visible.case(random.choice([2, 4]), files)


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """The number of workers, the counts, and the file that can't be read."""
    workers, rows = seen.workers(recording), case.expected["rows"]
    yield Check(
        f"For {case.args[0]} workers and {len(case.files)} other texts, there are as many, and all end.",
        len(workers) == case.expected["workers"] and recording.main.exit_code == 0 and not recording.stopped,
        "The number is the program's argument: is another one written into it?",
        f"There were {len(workers)}; the parent {seen.how_it_ended(recording, recording.main)}.",
        points=0.5,
    )
    printed = set(visible.table(recording))
    counts = {row for row in rows if row[0] != "total" and row[1] != "unreadable"}
    yield Check(
        "A file that is no text stops no others.",
        bool(workers) and counts <= printed,
        "A task's exception comes out of `get`, `map` and `imap`. Catch it there, or in the task.",
        f"{len(counts & printed)} of {len(counts)} counts were printed, by {seen.counted(len(workers), 'worker')}.",
        points=0.5,
    )
    yield Check(
        "The table says of this file that it is unreadable, and all else is as it should be.",
        bool(workers) and visible.table(recording) == rows,
        "Its row says `unreadable` in place of a number, and it doesn't count for the total.",
        visible.about_table(recording, case),
        points=0.5,
    )
