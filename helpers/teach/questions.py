"""The questions of the course, read from `questions/<section>.toml`.

    [fork-once-lines]
    question = "How many lines does it print?"
    a = { says = "One.", reply = "There is one print, but …" }
    b = { says = "Two.", reply = "Two processes come to that line.", right = true }

Letters go on from a without a gap, two at least. Every option has a reply of its own, because a
wrong answer deserves to be answered. Exactly one is right.

Where the answer can be read off a run, the question says of which program, how to ask the Recording (a question of
helpers/recording/ask and what it is given), and how to say what was seen; each option says which value it means:

    [fork-once-lines]
    question = "The program has two prints. How many lines will it write?"
    program = "1.3/fork_once.py"
    ask = ["how_many_lines"]
    seen = "It wrote {} lines."
    a = { says = "Two: one for each print.", means = 2, reply = "…" }

The verdict then follows the run. `program` is written as in `run`, its arguments behind it: "1.5/fork_n.py 3".
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ..recording.recording import Recording
from .explained import Explained, did_you_mean

FOLDER = Path(__file__).with_name("questions")
LETTERS = "abcdefgh"
OF_A_RUN = ("program", "ask", "seen")  # what a question needs for a run to answer it


class NoSuchQuestion(Explained, LookupError):
    """No file holds a question of this name."""


class BadQuestion(ValueError):
    """A question file is not as described above. For its author, so with the file's name."""


@dataclass(frozen=True)
class Option:
    """One answer to choose from, and what to say to whoever chooses it. `means` is the value that a run would show."""

    letter: str
    says: str
    reply: str
    right: bool
    means: object = None


@dataclass(frozen=True)
class Question:
    """A question and its options, in the order of their letters; with an `ask` if a run of `program` answers it."""

    name: str
    text: str
    options: tuple[Option, ...]
    program: str = ""
    ask: tuple = ()
    seen: str = ""

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
    letters = [key for key in table if key != "question" and key not in OF_A_RUN]
    if letters != list(LETTERS[: len(letters)]) or len(letters) < 2:
        raise BadQuestion(f"{where}: its options must be a, b and so on, two at least, but are {letters}.")
    options = tuple(_option(f"{where}, {letter}", letter, table[letter]) for letter in letters)
    right = [option.letter for option in options if option.right]
    if len(right) != 1:
        raise BadQuestion(f"{where}: exactly one option must be right, but {right or 'none'} is marked so.")
    if len({option.reply for option in options}) < len(options):
        raise BadQuestion(f"{where}: two options share a reply. Each needs its own.")
    of_a_run = _of_a_run(where, table, options)
    return Question(name, table["question"].strip("\n"), options, **of_a_run)


def _of_a_run(where: str, table: dict, options: tuple[Option, ...]) -> dict:
    """What lets a run answer the question; empty if a run can't."""
    given = [key for key in OF_A_RUN if key in table]
    values = [option.means for option in options if option.means is not None]
    if not given and not values:
        return {}
    if given != list(OF_A_RUN) or len(values) < len(options):
        raise BadQuestion(f"{where}: for a run to answer it, it needs program, ask, seen, and `means` in every option.")
    if any(values.count(value) > 1 for value in values):
        raise BadQuestion(f"{where}: two options mean the same value.")
    ask = table["ask"]
    if not isinstance(ask, list) or not ask or not hasattr(Recording, str(ask[0])):
        raise BadQuestion(
            f"{where}: `ask` must be a list: the name of a question to a Recording, and what it is given."
        )
    if not _is_text(table["seen"]) or "{}" not in table["seen"] or not _is_text(table["program"]):
        raise BadQuestion(f"{where}: `seen` must be a sentence with {{}} for the value, `program` a program's name.")
    return {"program": table["program"], "ask": tuple(ask), "seen": table["seen"]}


def _option(where: str, letter: str, table: object) -> Option:
    if not isinstance(table, dict) or set(table) - {"says", "reply", "right", "means"}:
        raise BadQuestion(f"{where}: an option has `says`, `reply`, perhaps `right` and `means`, and nothing else.")
    if not _is_text(table.get("says")) or not _is_text(table.get("reply")):
        raise BadQuestion(f"{where}: an option needs `says` and a `reply` of its own.")
    if not isinstance(table.get("right", False), bool):
        raise BadQuestion(f"{where}: `right` must be true or false.")
    return Option(letter, table["says"].strip(), table["reply"].strip(), table.get("right", False), table.get("means"))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
