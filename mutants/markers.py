"""Do the exercises' tests notice a marker that marks wrongly? A sample of mutants of helpers/teach/exercises/.

    section_1_5.py, changed ──► in a copy of the course ──► tests/teach/test_exercises_1_5.py: solutions, wrong answers

Which mutants are drawn depends on their names only, so it is the same sample everywhere until a marker changes.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .judge import Verdict
from .measured import Measured
from .programs import DATA, Mutant, of

ROOT = Path(__file__).resolve().parents[1]
MARKERS = Path("helpers", "teach", "exercises")
FILE = DATA / "markers.jsonl"
DRAWN = 4  # of each section
TIMEOUT_S = 150
ABOUT = """\
A marker is mutated like a program, and the tests of its exercises run with it: the solution, which it must pass, and
the wrong answers that it must tell apart. Of each section's markers {drawn} mutants are drawn."""


@functools.cache
def drawn() -> list[Mutant]:
    found = []
    for path in sorted((ROOT / MARKERS).glob("section_*.py")):
        every = of(f"markers/{path.stem}", path.read_text(encoding="utf-8"))
        made = [mutant for mutant in every if "its last" not in mutant.what]  # lists here are hints
        found += sorted(made, key=lambda mutant: mutant.place)[:DRAWN]
    return found


def measure(again: bool) -> None:
    """Judge those that aren't measured yet."""
    kept = Measured(FILE)
    mutants = [mutant for mutant in drawn() if again or kept.verdict(mutant.name, mutant.text_digest) is None]
    with tempfile.TemporaryDirectory(prefix="markers-") as folder:
        for name in ("helpers", "tests"):
            shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        try:
            for number, mutant in enumerate(mutants, start=1):
                verdict = judge(mutant, Path(folder))
                kept.add(mutant.name, mutant.text_digest, verdict)
                print(f"{number}/{len(mutants)}: {verdict.outcome:8} {mutant.name}", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            print("Stopped. The same command goes on from here.", file=sys.stderr)
    kept.tidy(mutant.name for mutant in drawn())


def judge(mutant: Mutant, course: Path) -> Verdict:
    """Run the tests of this marker's exercises in the copy `course`. A test that fails notices the mutant."""
    section = mutant.program.rpartition("section_")[2]
    file = course / MARKERS / f"section_{section}.py"
    before, began = file.read_text(encoding="utf-8"), time.monotonic()
    tests = f"tests/teach/test_exercises_{section}.py"
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", tests]
    file.write_text(mutant.text, encoding="utf-8")
    try:
        status = subprocess.run(command, cwd=course, capture_output=True, timeout=TIMEOUT_S).returncode
    except subprocess.TimeoutExpired:
        status = 1
    finally:
        file.write_text(before, encoding="utf-8")
    return Verdict("text" if status else "missed", seconds=round(time.monotonic() - began, 1))


def told() -> str:
    """The part of the page; "" if nothing was judged yet."""
    if not FILE.exists():
        return ""
    kept = Measured(FILE)
    verdicts = {mutant.name: kept.verdict(mutant.name, mutant.text_digest) for mutant in drawn()}
    judged = {name: verdict for name, verdict in verdicts.items() if verdict}
    if not judged:
        return ""
    missed = [name for name, verdict in judged.items() if verdict.outcome == "missed"]
    said = f"{len(judged) - len(missed)} of {len(judged)} were noticed."
    said += " These were not:" if missed else ""
    return "\n\n".join(
        ["## Markers", ABOUT.format(drawn=DRAWN), said, "\n".join(f"- {name}" for name in missed)]
    ).strip()
