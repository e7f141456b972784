"""Can the right answer be guessed from its letter, its length, or a wrong answer's reply? Asked of all sections."""

import math
from collections import Counter

import pytest

from helpers.teach.questions import FOLDER, LETTERS, Option, Question, read

ENOUGH = 8  # from so many questions on, a lean to one side can't be chance alone


def of_sections() -> dict[str, list[Question]]:
    """Section → its questions."""
    return {path.stem: read(path) for path in sorted(FOLDER.glob("*.toml"))}


def right(question: Question) -> Option:
    return next(option for option in question.options if option.right)


def lean_of_letters(questions: list[Question]) -> str | None:
    """Which letter is right too often or too seldom; None if they are spread evenly.

    A question of k options expects each of its letters 1/k times. Up to a third more or less is even, and so is 1.5.
    """
    counts = Counter(right(question).letter for question in questions)
    for letter in LETTERS:
        expected = sum(1 / len(one.options) for one in questions if one.option(letter))
        if abs(counts[letter] - expected) > max(1.5, expected / 3):
            return f"{letter} is right {counts[letter]} times, where about {expected:.1f} would be even"
    return None


def lean_of_lengths(questions: list[Question]) -> str | None:
    """Whether the right option is too often the longest or the shortest; None if not.

    Of options of equal worth one in k is the longest; more than 0.2 beyond that share is a lean.
    """
    fair = sum(1 / len(question.options) for question in questions) / len(questions)
    for kind, order in (("longest", 1), ("shortest", -1)):
        extreme = sum(
            all(order * len(right(one).says) > order * len(other.says) for other in one.options if not other.right)
            for one in questions
        )
        if extreme / len(questions) > fair + 0.2:
            return f"the right option is the {kind} in {extreme} of {len(questions)} questions"
    return None


def given_away(question: Question) -> str | None:
    """Which wrong option's reply gives the right answer away; None if none does."""
    answer = right(question)
    words = answer.says.rstrip(".").lower()
    for option in question.options:
        reply = f" {option.reply.lower()} "
        letters = {f"answer {answer.letter}", f" {answer.letter}) ", f'"{answer.letter}"', f"option {answer.letter}"}
        if not option.right and (words in reply or any(letter in reply for letter in letters)):
            return f"{question.name}: the reply to {option.letter} tells that {answer.letter} is right"
    return None


# ---- the course's own ------------------------------------------------------------------------


def test_every_question_has_three_options_or_more():
    few = [one.name for questions in of_sections().values() for one in questions if len(one.options) < 3]
    assert few == []


def test_no_section_leans_to_a_letter():
    for section, questions in of_sections().items():
        letter, times = Counter(right(one).letter for one in questions).most_common(1)[0]
        assert len(questions) < 3 or times <= math.ceil(len(questions) / 2), (
            f"{section}: {letter} is right {times} times"
        )


def test_the_course_leans_to_no_letter_and_no_length():
    questions = [one for questions in of_sections().values() for one in questions]
    assert len(questions) < ENOUGH or not (lean_of_letters(questions) or lean_of_lengths(questions))


def test_no_reply_gives_the_right_answer_away():
    assert [told for questions in of_sections().values() for one in questions if (told := given_away(one))] == []


# ---- the checks themselves -------------------------------------------------------------------


def question(letter, *says, replies=("x", "y", "z")):
    each = zip(LETTERS, says, replies, strict=False)
    return Question("q", "?", tuple(Option(at, text, reply, at == letter) for at, text, reply in each))


def test_a_lean_to_one_letter_is_found():
    alike = ("one way.", "two ways", "no ways.")
    assert lean_of_letters([question(letter, *alike) for letter in "abcabcabc"]) is None
    assert lean_of_letters([question(letter, *alike) for letter in "abcabcbbc"]) is None
    assert "b is right 6 times, where about 3.0" in lean_of_letters(
        [question(letter, *alike) for letter in "bbbbbbaac"]
    )
    assert "a is right 0 times, where about 3.0" in lean_of_letters(
        [question(letter, *alike) for letter in "bcbcbcbcb"]
    )


@pytest.mark.parametrize(
    ("says", "kind"), [(("a long one", "short", "brief"), "longest"), (("no", "short", "brief"), "shortest")]
)
def test_a_lean_in_length_is_found(says, kind):
    assert kind in lean_of_lengths([question("a", *says)] * 8)
    assert lean_of_lengths([question(letter, *says) for letter in "abcabcabc"]) is None


@pytest.mark.parametrize("reply", ["No: it is both of them, always.", 'Look again, "b" fits.', "Rather answer B."])
def test_a_reply_that_tells_is_found(reply):
    told = given_away(question("b", "One.", "Both of them.", "None.", replies=(reply, "Yes.", "Look at the lane.")))
    assert told == "q: the reply to a tells that b is right"
    assert given_away(question("b", "One.", "Both of them.", "None.", replies=("Who?", reply, "Which?"))) is None
