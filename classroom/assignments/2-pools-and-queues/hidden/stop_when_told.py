"""Three tickers with other names, one of which ticks so seldom that nobody can wait for its next tick."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from random import Random

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Recording

visible = importlib.import_module("..visible.stop_when_told", __package__)
NAMES = ("drum", "bell", "clock", "pulse", "wave", "metro")


def vary(random: Random) -> Case:
    """A period of a minute among short ones."""
    names = random.sample(NAMES, 3)
    periods = random.sample([0.1, 0.2, 60.0], 3)
    return visible.case(list(zip(names, periods, strict=True)))


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """A long period is no reason to end late; the parent ends last."""
    names, tickers = case.expected["names"], visible.of_names(recording)
    well = len(tickers) == len(names) and all(map(seen.ended_well, tickers.values()))
    yield Check(
        "A ticker whose next tick is a minute away stops at once as well.",
        well and not recording.stopped and visible.says_how_often(recording, names),
        "Who sleeps hears nothing. An Event's `wait` has a timeout, and comes back as soon as the event is set.",
        "The program had to be stopped." if recording.stopped else visible.about_last_lines(recording),
        points=0.5,
    )
    last = [line.text.rstrip() for line in recording.lines()][-1:]
    ends = [process.exited_ns for process in tickers.values()]
    main = recording.main
    after = [line.time_ns for line in recording.lines(main) if line.text.rstrip() == "all stopped"]
    yield Check(
        'When all have ended, the parent writes "all stopped".',
        well and len(after) == 1 and last == ["all stopped"] and all(end and end <= after[0] for end in ends),
        "The parent has to join every ticker before it writes that line.",
        f"The last line was {last[0][:40]!r}." if last and well else "A ticker is missing, or didn't end by itself.",
        points=0.5,
    )
