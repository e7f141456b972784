"""The questions of the course, read from `questions/<section>.toml`.

    [fork-once-lines]
    question = "How many lines does it print?"
    a = { says = "One.", reply = "There is one print, but …" }
    b = { says = "Two.", reply = "Two processes come to that line.", right = true }

Letters go on from a without a gap, two at least. Every option has a reply of its own, because a
wrong answer deserves to be answered. Exactly one is right.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from .explained import Explained, did_you_mean

FOLDER = Path(__file__).with_name("questions")
LETTERS = "abcdefgh"


class NoSuchQuestion(Explained, LookupError):
    """No file holds a question of this name."""


class BadQuestion(ValueError):
    """A question file is not as described above. For its author, so with the file's name."""


@dataclass(frozen=True)
class Option:
    """One answer to choose from, and what to say to whoever chooses it."""

    letter: str
    says: str
    reply: str
    right: bool


@dataclass(frozen=True)
class Question:
    """A question and its options, in the order of their letters."""

    name: str
    text: str
    options: tuple[Option, ...]

    def option(self, letter: str) -> Option | None:
        """The option with this letter, or None."""
        return next((option for option in self.options if option.letter == letter), None)


def find(name: str) -> Question:
    """The question of this name. Raises NoSuchQuestion, with the nearest names."""
    questions = every()
    if name not in questions:
        raise NoSuchQuestion(f"There is no question {name!r}.{did_you_mean(str(name), questions)}")
    return questions[name]


@functools.cache
def every() -> dict[str, Question]:
    """All questions of the course by name. Raises BadQuestion, also for a name used twice."""
    questions: dict[str, Question] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for question in read(path):
            if question.name in questions:
                raise BadQuestion(f"{path.name}: the name {question.name!r} is taken by another file.")
            questions[question.name] = question
    return questions


def read(path: Path) -> list[Question]:
    """The questions of one file. Raises BadQuestion if it is not as described above."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadQuestion(f"{path.name} is not TOML: {problem}.") from None
    return [_question(f"{path.name}, {name}", name, table) for name, table in tables.items()]


def _question(where: str, name: str, table: object) -> Question:
    if not isinstance(table, dict) or not _is_text(table.get("question")):
        raise BadQuestion(f"{where}: it has no question.")
    letters = [key for key in table if key != "question"]
    if letters != list(LETTERS[: len(letters)]) or len(letters) < 2:
        raise BadQuestion(f"{where}: its options must be a, b and so on, two at least, but are {letters}.")
    options = tuple(_option(f"{where}, {letter}", letter, table[letter]) for letter in letters)
    right = [option.letter for option in options if option.right]
    if len(right) != 1:
        raise BadQuestion(f"{where}: exactly one option must be right, but {right or 'none'} is marked so.")
    if len({option.reply for option in options}) < len(options):
        raise BadQuestion(f"{where}: two options share a reply. Each needs its own.")
    return Question(name, table["question"].strip("\n"), options)


def _option(where: str, letter: str, table: object) -> Option:
    if not isinstance(table, dict) or set(table) - {"says", "reply", "right"}:
        raise BadQuestion(f"{where}: an option has `says`, `reply` and perhaps `right`, and nothing else.")
    if not _is_text(table.get("says")) or not _is_text(table.get("reply")):
        raise BadQuestion(f"{where}: an option needs `says` and a `reply` of its own.")
    if not isinstance(table.get("right", False), bool):
        raise BadQuestion(f"{where}: `right` must be true or false.")
    return Option(letter, table["says"].strip(), table["reply"].strip(), table.get("right", False))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
