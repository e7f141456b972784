"""progress(): where a learner stands, section by section, and how to start over.

It reads the one file of answers. Where there is none yet, it says the same to everybody.
"""

from __future__ import annotations

import json
from pathlib import Path

from . import answers, marking, page, questions

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def progress() -> None:
    """Show, for each section, which predictions are answered and how, and which exercises are done."""
    page.show(text(answers.load()))


def text(kept: dict) -> str:
    """The same as Markdown, for a learner whose answers are `kept`."""
    asked = {path.stem: questions.read(path) for path in questions.FOLDER.glob("*.toml")}
    tasks: dict[str, list[str]] = {}
    for name, exercise in marking.every().items():
        tasks.setdefault(exercise.section, []).append(name)
    rows = ["| section | predictions | exercises |", "| --- | --- | --- |"]
    for section in sorted(asked.keys() | tasks.keys(), key=lambda name: [int(part) for part in name.split(".")]):
        predicted = _predictions(asked.get(section, []), kept["predictions"])
        done = _exercises(tasks.get(section, []), kept["solved"])
        rows.append(f"| {_title(section)} | {predicted} | {done} |")
    return "\n".join(rows) + f"\n\n{_start_over()}"


def _predictions(asked: list[questions.Question], given: dict) -> str:
    counts = {"right": 0, "wrong": 0, "open": 0}
    for question in asked:
        letter = given.get(question.name, {}).get("latest", {}).get("answer")
        option = letter and question.option(letter)
        counts["right" if option and option.right else "wrong" if option else "open"] += 1
    return ", ".join(f"{count} {how}" for how, count in counts.items() if count) or "none"


def _exercises(names: list[str], solved: dict) -> str:
    return f"{sum(name in solved for name in names)} of {len(names)} done" if names else "none"


def _title(section: str) -> str:
    """The section's number and title: the first line of its notebook. Its number alone if there is no notebook."""
    for path in sorted(NOTEBOOKS.glob(f"{section}-*.ipynb")):
        if "-project-" in path.name:  # it belongs to the section, but has a title of its own
            continue
        first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
        return "".join(first["source"]).partition("\n")[0].lstrip("# ").replace("|", "\\|")
    return section


def _start_over() -> str:
    path = answers.kept_in()
    usual = answers.folders()[0] / answers.NAME
    place = f"{answers.FOLDER}/{answers.NAME}" if path == usual or not path.is_file() else str(path)
    return (
        f"Your answers are kept in `{place}`. To start over, delete that file. To take back a cell that you have "
        "changed, put `%%original` on top of it and run it; to begin a whole notebook again, run "
        "`python3 course.py fresh 1.3` (its number) in a terminal, in the course's folder."
    )
