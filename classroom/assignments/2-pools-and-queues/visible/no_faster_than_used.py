"""A producer that is faster than its consumers waits for them, and all of them end by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from classroom.marking import seen
from classroom.marking.check import Check
from classroom.marking.tasks import Case
from helpers.recording.recording import Process, Recording

TITLE = "No faster than it is used"


def case(items: int, room: int, consumers: int) -> Case:
    """The program is given the three numbers."""
    expected = {"items": items, "room": room, "consumers": consumers}
    return Case((str(items), str(room), str(consumers)), expected=expected, timeout_s=12)


GIVEN = case(16, 3, 1)


def look(recording: Recording, case: Case) -> Iterator[Check]:
    """What students see: who makes and who uses, how far ahead the producer is, how all end."""
    items, consumers = case.expected["items"], case.expected["consumers"]
    others = f"{seen.counted(consumers, 'other')} use{'s' if consumers == 1 else ''}"
    yield Check(
        f"One process makes all {items} things, and {others} them.",
        roles_are_apart(recording, case),
        "Start a process for the producer and one for each consumer; the parent itself makes and uses nothing.",
        about_roles(recording),
    )
    yield Check(
        "Each thing is used once.",
        used(recording) == list(range(1, items + 1)) and passed_on(recording, case),
        "What is taken out of a queue is gone: nobody may take it without using it, or leave it in there.",
        f"Used were {seen.counted(len(used(recording)), 'thing')}.",
        points=0.5,
    )
    ahead, most = furthest_ahead(recording), most_ahead(case)
    yield Check(
        f"The producer is never more than {most} things ahead.",
        0 < ahead <= most and passed_on(recording, case),
        "A queue of a limited size makes `put` wait.",
        f"At one time, {ahead} things had been made that weren't used yet.",
    )
    yield Check(
        f"It does get ahead: there is work in the queue for {'the consumer' if consumers == 1 else 'all consumers'}.",
        case.expected["room"] <= ahead <= most and passed_on(recording, case),
        "The producer must not wait until each thing has been used.",
        f"It was never more than {ahead} ahead." if ahead <= most else "It was too far ahead.",
        points=0.5,
    )
    yield all_end(recording, case, 0.5)


def all_end(recording: Recording, case: Case, points: float) -> Check:
    """Everybody has ended by itself, after all was used."""
    family = [recording.main, *seen.workers(recording)]
    bad = [process for process in family if not seen.ended_well(process)]
    return Check(
        "All processes end by themselves, with exit status 0.",
        bool(used(recording)) and not recording.stopped and not bad and passed_on(recording, case),
        "A consumer that waits for what never comes has to be told that there is nothing more.",
        f"{bad[0].role} {seen.how_it_ended(recording, bad[0])}." if bad else about_roles(recording),
        points=points,
    )


def makers(recording: Recording) -> dict[int, int]:
    """PID → how many things it made."""
    return _tally(recording, "made")


def users(recording: Recording) -> dict[int, int]:
    """PID → how many things it used."""
    return _tally(recording, "used")


def _tally(recording: Recording, word: str) -> dict[int, int]:
    pids = [line.pid for line, _ in seen.lines_by(recording, _all(recording), rf"{word} (\d+)")]
    return {pid: pids.count(pid) for pid in pids}


def _all(recording: Recording) -> list[Process]:
    return list(recording.processes)


def roles_are_apart(recording: Recording, case: Case) -> bool:
    """Whether a process of its own made all things, and as many others as there should be used them."""
    family = {process.pid for process in seen.workers(recording)}
    return passed_on(recording, case) and {*makers(recording), *users(recording)} == family


def passed_on(recording: Recording, case: Case) -> bool:
    """Whether one process made all things (the first one may), and as many others as there should be used them."""
    made, use = makers(recording), users(recording)
    apart = len(made) == 1 and len(use) == case.expected["consumers"] and not made.keys() & use.keys()
    return apart and recording.main.pid not in use and sum(made.values()) == case.expected["items"]


def used(recording: Recording) -> list[int]:
    """The numbers of the things that were used, in order."""
    return sorted(int(number) for _, (number,) in seen.lines_by(recording, _all(recording), r"used (\d+)"))


def furthest_ahead(recording: Recording) -> int:
    """The largest number of things that were made and not used, at any time."""
    ahead, most = 0, 0
    for _, (what,) in seen.lines_by(recording, _all(recording), r"(made|used) \d+"):
        ahead += 1 if what == "made" else -1
        most = max(most, ahead)
    return most


def most_ahead(case: Case) -> int:
    """What a right program can't exceed: a full queue, one thing in each consumer's hands, one in the producer's."""
    return case.expected["room"] + case.expected["consumers"] + 1


def about_roles(recording: Recording) -> str:
    """How many made and how many used."""
    made, use = makers(recording), users(recording)
    parent = " The parent was one of them." if recording.main.pid in {*made, *use} else ""
    return (
        f"{seen.counted(len(made), 'process', 'processes').capitalize()} made {sum(made.values())} things, "
        f"{seen.counted(len(use), 'process', 'processes')} used {sum(use.values())}.{parent}"
    )
