"""Judges mutants, and writes MUTANTS.md.

course.py mutants               those that were not measured yet, or whose program or claims have changed since
course.py mutants 1.3 1.5       only those of these sections
course.py mutants --again 1.3   all of them, and says which verdicts are others than before
course.py mutants --fields      disturbs the recordings in place of the programs, and counts what claims notice
course.py mutants --markers     judges mutants of the markers, by the tests of their exercises
course.py mutants --sample      for CI: a fixed sample, and those that a change touches; writes nothing, and fails
                                if one is missed that MUTANTS.md doesn't know
"""

from __future__ import annotations

import argparse
import signal
import sys
import time

from . import fields, lesson, markers, programs
from .judge import Verdict, digest
from .measured import Measured
from .page import PAGE, known, page
from .programs import Mutant
from .work import judged

SAMPLE = 40
SAMPLE_S = 240  # and for the mutants that a change touches, as long again


def main() -> int:
    parser = argparse.ArgumentParser(prog="course.py mutants", description="Could a wrong course pass?")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help="for instance 1.3; all, if there is none")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sample", action="store_true", help="a fixed sample, and what a change touches")
    which.add_argument("--again", action="store_true", help="also those that are measured already")
    which.add_argument("--fields", action="store_true", help="disturb recordings, not programs")
    which.add_argument("--markers", action="store_true", help="mutate the markers of exercises, not programs")
    asked = parser.parse_args()
    lessons = lesson.every()
    everyone = of_lessons(lessons)
    unknown = [section for section in asked.sections if section not in everyone]
    if unknown:
        sys.exit(f"There is no section {unknown[0]!r}. There are: {', '.join(everyone)}.")
    digests = {
        mutant.name: digest(mutant, [one for one in lessons if mutant.program in one.programs])
        for mutants in everyone.values()
        for mutant in mutants
    }
    chosen = [mutant for section in asked.sections or everyone for mutant in everyone[section]]
    if asked.sample:
        return sample(everyone, digests)
    if asked.fields:
        fields.measure([one for one in lessons if one.section in (asked.sections or everyone)])
        write_page(everyone, digests)
    elif asked.markers:
        markers.measure(again=False)
        write_page(everyone, digests)
    else:
        measure(everyone, chosen, digests, asked.again)
    return 0


def of_lessons(lessons: list[lesson.Lesson]) -> dict[str, list[Mutant]]:
    """All mutants by the section of their program."""
    texts = {name: text for one in lessons for name, text in one.programs.items()}
    found: dict[str, list[Mutant]] = {}
    for name, text in sorted(texts.items()):
        found.setdefault(name.partition("/")[0], []).extend(programs.of(name, text))
    return found


def measure(everyone: dict[str, list[Mutant]], chosen: list[Mutant], digests: dict[str, str], again: bool) -> None:
    """Judge those of the chosen that aren't measured, and write the page, also if it is interrupted."""
    kept = Measured()
    before = {mutant.name: kept.verdict(mutant.name) for mutant in chosen}
    to_do = [mutant for mutant in chosen if again or kept.verdict(mutant.name, digests[mutant.name]) is None]
    slow, first = slow_programs(), set(fixed_sample(everyone))
    to_do.sort(key=lambda mutant: (mutant not in first, mutant.program in slow))  # CI must know its sample
    try:
        for one in judged(to_do):
            if one.verdict:
                kept.add(one.mutant.name, digests[one.mutant.name], one.verdict)
                tell_change(one.mutant.name, before[one.mutant.name], one.verdict, again)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who presses the keys twice gets the page all the same
        say("Stopped. The same command goes on from here.")
    finally:
        kept.tidy(mutant.name for mutants in everyone.values() for mutant in mutants)
        write_page(everyone, digests)


def write_page(everyone: dict[str, list[Mutant]], digests: dict[str, str]) -> None:
    """MUTANTS.md, from what is kept."""
    kept = Measured()
    found = {
        section: {mutant.name: kept.verdict(mutant.name, digests[mutant.name]) for mutant in mutants}
        for section, mutants in everyone.items()
    }
    PAGE.write_text(page(found, programs.equivalent(), [fields.told(), markers.told()]), encoding="utf-8")
    say(f"{PAGE.name} is written.")


def slow_programs() -> set[str]:
    return {name for one in lesson.every() for name in one.programs if one.is_slow(name)}


def fixed_sample(everyone: dict[str, list[Mutant]]) -> list[Mutant]:
    """The same on every machine, as long as the programs are."""
    slow = slow_programs()
    quick = [mutant for mutants in everyone.values() for mutant in mutants if mutant.program not in slow]
    return sorted(quick, key=lambda mutant: mutant.place)[:SAMPLE]


def tell_change(name: str, before: Verdict | None, now: Verdict, again: bool) -> None:
    if again and before and before.outcome != now.outcome:
        say(f"  before, this was {before.outcome}; now it is {now.outcome}: {name}")


def sample(everyone: dict[str, list[Mutant]], digests: dict[str, str]) -> int:
    """The exit status is 1 if a mutant is missed that the page doesn't know."""
    kept, equal, text = Measured(), programs.equivalent(), PAGE.read_text(encoding="utf-8")
    slow, drawn = slow_programs(), fixed_sample(everyone)
    judged_before = {name.partition(": ")[0] for name in kept.lines}
    touched = [
        mutant
        for mutants in everyone.values()
        for mutant in mutants
        if mutant not in drawn
        and mutant.program in judged_before
        and kept.verdict(mutant.name, digests[mutant.name]) is None
    ]
    began, new = time.monotonic(), []
    for mutants, seconds in ((drawn, SAMPLE_S), (touched, 2 * SAMPLE_S)):
        ordered, done = sorted(mutants, key=lambda mutant: (mutant.program in slow, mutant.program)), 0
        for one in judged(ordered, began + seconds):
            done += 1
            if one.verdict is None or (one.verdict.outcome == "missed" and one.mutant.name not in equal):
                new.append(one.mutant.name)
        if done < len(mutants):
            say(
                f"The time was up: {done} of {len(mutants)} were judged. `python3 course.py mutants` judges the others."
            )
    unheard_of = sorted(set(new) - known(new, text))
    for name in unheard_of:
        say(f"Nothing noticed this mutant, or its lesson doesn't hold: {name}")
    if unheard_of:
        say(f"{PAGE.name} doesn't know of them. CONTRIBUTING.md says what to do with a survivor.")
    return int(bool(unheard_of))


def say(sentence: str) -> None:
    """Tell what goes on, on stderr."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
