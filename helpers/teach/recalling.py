"""One short question on an earlier section, at the beginning of a lesson.

    recall("1.4", "?")      asks; this is what a stored notebook holds
    recall("1.4", "b")      keeps the answer and replies

The questions are in `recall/<section>.toml`, a file for the section that they look back on, written as in
questions.py. Each has the name of the prediction whose idea it comes back to, and can be understood without the
program that stood there. Asked is the one whose prediction this learner got wrong, in the nearest earlier section;
who has got none wrong, or has no answers yet, is asked the first one of the section before. What was once asked in a
lesson is asked there again.
"""

from __future__ import annotations

import functools
from pathlib import Path

from . import answers, page, questions
from .explained import Explained
from .questions import Question

FOLDER = Path(__file__).with_name("recall")


class NothingToRecall(Explained, LookupError):
    """No earlier section has a question."""


class NoSuchLetter(Explained, ValueError):
    """What was given instead of a letter."""


def recall(section: str, answer: str = "?") -> None:
    """Ask one question on a section before `section`, or reply to the letter `answer` and keep it.

    Raises NothingToRecall if there is no earlier section, NoSuchLetter if `answer` is neither "?" nor a letter of
    the question.
    """
    about, question = chosen(section, answers.load())
    letter = answer.strip().lower() if isinstance(answer, str) else answer
    letters = ", ".join(option.letter for option in question.options)
    if letter == "?":
        if answers.kept_in().is_file():
            answers.remember_recalled(section, question.name)
        options = "\n".join(f"- **{option.letter}** {option.says}" for option in question.options)
        page.show(
            f"**From section {about}.** {question.text}\n\n{options}\n\n"
            f'Put a letter ({letters}) in place of "?" and run this cell again.'
            if page.is_page()
            else f"From section {about}. {question.text}\n\n{options.replace('**', '')}"
        )
        return
    option = question.option(letter)
    if option is None:
        raise NoSuchLetter(f"{answer!r} is not one of the answers. Write one of {letters} between the quotes.")
    answers.remember_recalled(section, question.name, option.letter)
    verdict = "Right." if option.right else "Not quite."
    again = "" if option.right else f"\n\nSection {about} shows it. Choose another letter if you like."
    page.show(f"{question.text}\n\nYou chose {option.letter}: {option.says}\n\n{verdict} {option.reply}{again}")


def chosen(section: str, kept: dict) -> tuple[str, Question]:
    """(the section it looks back on, the question) for a learner whose answers are `kept`."""
    earlier = [name for name in reversed(every()) if _order(name) < _order(section)]
    candidates = [(name, question) for name in earlier for question in every()[name]]
    if not candidates:
        raise NothingToRecall(f"There is no section before {section!r} to ask about.")
    asked = kept["recalled"].get(section, {}).get("question")
    settled = {one["question"] for lesson, one in kept["recalled"].items() if lesson != section and one.get("answer")}
    wanted = [pair for pair in candidates if pair[1].name == asked]
    wanted += [pair for pair in candidates if _missed(pair[1].name, kept) and pair[1].name not in settled]
    return (wanted or candidates)[0]


@functools.cache
def every() -> dict[str, list[Question]]:
    """All questions by the section that they look back on, the sections in order."""
    paths = sorted(FOLDER.glob("*.toml"), key=lambda path: _order(path.stem))
    return {path.stem: questions.read(path) for path in paths}


def _missed(prediction: str, kept: dict) -> bool:
    """Whether the learner's first answer to this prediction was wrong."""
    given = kept["predictions"].get(prediction, {}).get("first", {}).get("answer")
    question = questions.every().get(prediction)
    option = question.option(given) if question and given else None
    return option is not None and not option.right


def _order(section: str) -> tuple[int, ...]:
    return tuple(int(number) for number in section.split("."))
