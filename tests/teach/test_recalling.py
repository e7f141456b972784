"""The question at the beginning of a lesson, and the table of where one stands."""

import pytest

from helpers.teach import answers, marking, questions, recalling, standing
from helpers.teach.recalling import NoSuchLetter, NothingToRecall, chosen, recall


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    path = tmp_path / "my-answers.json"
    monkeypatch.setattr(answers, "places", lambda: [path])
    return path


def wrong_letter(question):
    return next(option.letter for option in question.options if not option.right)


def missed(*names):
    """The answers of a learner who got these predictions wrong at first."""
    for name in names:
        answers.remember_prediction(name, wrong_letter(questions.find(name)))
    return answers.load()


SECTIONS = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9"]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_lesson_has_a_question_on_the_section_before(section, kept, capsys):
    before = "0" if section == "1.1" else f"1.{int(section[-1]) - 1}"
    assert chosen(section, answers.load()) == (before, recalling.every()[before][0])
    recall(section)
    recall(section)
    one, other = capsys.readouterr().out.split("From section")[1:]
    assert one == other and not kept.exists(), "without answers, nothing is written and all is the same"


@pytest.mark.parametrize("section", list(recalling.every()))
def test_each_question_comes_back_to_a_prediction_of_its_section(section):
    predictions = {question.name for question in questions.read(questions.FOLDER / f"{section}.toml")}
    assert {question.name for question in recalling.every()[section]} <= predictions


def test_who_has_missed_something_is_asked_that():
    assert chosen("1.5", missed("four-busy-two-cpus"))[1].name == "four-busy-two-cpus"
    assert chosen("1.5", missed("fork-returns"))[1].name == "fork-returns", "the nearest comes first"
    assert chosen("1.2", answers.load())[1].name == "target-with-brackets", "only earlier sections are asked about"


def test_what_was_answered_in_one_lesson_is_not_asked_in_the_next():
    missed("fork-returns", "four-busy-two-cpus")
    recall("1.4", "a")
    assert chosen("1.5", answers.load())[1].name == "four-busy-two-cpus"


def test_the_reply_is_to_the_question_that_was_shown(capsys):
    missed("four-busy-two-cpus")
    recall("1.5")
    missed("fork-returns")
    recall("1.5", "c")
    assert "Six seconds of work" in capsys.readouterr().out.partition("You chose c")[2]
    assert answers.load()["recalled"]["1.5"]["answer"] == "c"


def test_a_wrong_answer_names_the_section_and_a_wrong_letter_the_letters(capsys):
    recall("1.4", "b")
    assert "Section 1.3 shows it" in capsys.readouterr().out
    with pytest.raises(NoSuchLetter, match="a, b, c"):
        recall("1.4", "z")
    with pytest.raises(NothingToRecall):
        recall("0")


# ---- where one stands --------------------------------------------------------------------------


def test_without_answers_everything_is_open(kept):
    told = standing.text(answers.load())
    assert told == standing.text(answers.load())
    rows = [line for line in told.splitlines() if line.startswith("| 1.")]
    assert len(rows) == len(SECTIONS) and "| 1.3 fork" in told and "right" not in told
    assert all("open" in row and "| 0 of " in row for row in rows)
    assert str(kept) not in told and "`my-course/my-answers.json`" in told
    assert told.index("| 0 ") < told.index("| 1.1 ") < told.index("| 1.9 ")


def test_right_wrong_and_done_are_counted():
    asked = questions.read(questions.FOLDER / "1.3.toml")
    tasks = [name for name, exercise in marking.every().items() if exercise.section == "1.3"]
    answers.remember_prediction(asked[0].name, next(option.letter for option in asked[0].options if option.right))
    answers.remember_prediction(asked[1].name, wrong_letter(asked[1]))
    answers.remember_solved(tasks[0])
    [row] = [line for line in standing.text(answers.load()).splitlines() if line.startswith("| 1.3")]
    assert f"1 right, 1 wrong, {len(asked) - 2} open" in row and f"1 of {len(tasks)} done" in row


def test_every_exercise_belongs_to_a_section():
    for name, exercise in marking.every().items():
        assert exercise.section in SECTIONS, name
