"""Measures everything, on the machine as it is and with all its CPUs busy, and writes BENCHMARKS.md.

    python3 course.py bench [--quick]

Nothing here passes or fails: the page says what was measured, beside the goals.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from . import machine, ready
from .page import Section, page
from .questions import QUESTIONS
from .rounds import ask

PAGE = Path(__file__).resolve().parents[1] / "BENCHMARKS.md"
QUIET_LOAD = 0.5  # processes beside this one: more, and the page says that the machine was not quiet


def main() -> None:
    parser = argparse.ArgumentParser(prog="course.py bench", description="Measure what watching costs.")
    parser.add_argument(
        "--quick", action="store_true", help="one round of the short questions, printed: does it all work?"
    )
    quick = parser.parse_args().quick
    began = time.monotonic()
    load = machine.load()
    sections = [quiet(load, quick)]
    if not quick:
        with machine.kept_busy():
            sections.append(busy())
    text = page(time.strftime("%-d %B %Y"), machine.described(), sections)
    if quick:
        print(text)
    else:
        PAGE.write_text(text, encoding="utf-8")
        say(f"{PAGE.name} is written, after {(time.monotonic() - began) / 60:.0f} minutes.")


def quiet(load: float, quick: bool) -> Section:
    asked = [question for question in QUESTIONS if not (quick and question.once)]
    results = [(question, ask(question, 1 if quick else question.rounds, say)) for question in asked]
    say("Recordings and pictures")
    about = f"When it began, {load:.1f} processes ran or waited for a CPU, on average over a minute."
    if load > QUIET_LOAD:
        about += " So the machine was **not quiet**, and these figures are worse than they would be."
    return Section("With nothing else running", about, results, ready.measured(1 if quick else 7))


def busy() -> Section:
    """The questions that can be asked in a reasonable time; the goals are for a quiet machine."""
    asked = [question for question in QUESTIONS if question.busy_rounds]
    results = [(question, ask(question, question.busy_rounds, say)) for question in asked]
    about = "Meanwhile, one process for each CPU did nothing but count."
    return Section("With every CPU busy", about, results, ready.measured(3), with_goals=False)


def say(sentence: str) -> None:
    """Tell what goes on, on stderr."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(f"Stopped; {PAGE.name} is as it was.")
