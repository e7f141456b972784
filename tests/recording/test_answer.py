"""Answers and Moments: what they are worth, compared and asked further, in each of their three states."""

import operator

import pytest

from helpers.recording.answer import Answer, CannotTell
from helpers.recording.asking import Moment, NotThere, Unseen, moment, question

THREE = Answer("how_many()", 3)
UNKNOWN = Answer("how_many()", None, "nobody looked")
MISSING = Answer("how_many()", None, None, "There was no such thing.")
CHANGED = Answer("how_many()", 3, "you changed the program")


class Source:
    """Something to ask."""

    changed = False

    @question
    def double(self, number, why=None):
        """Twice the number."""
        if why:
            raise why
        return 2 * number

    @moment
    def at(self, start, end, why=None):
        """From start to end."""
        if why:
            raise why
        return start, end


@pytest.mark.parametrize(
    ("compared", "holds", "asked"),
    [
        (THREE == 3, True, "how_many() == 3"),
        (THREE != 3, False, "how_many() != 3"),
        (THREE < 4, True, "how_many() < 4"),
        (THREE <= 2, False, "how_many() <= 2"),
        (THREE > 2, True, "how_many() > 2"),
        (THREE >= 4, False, "how_many() >= 4"),
        (operator.gt(4, THREE), True, "how_many() < 4"),
        (THREE.between(3, 4), True, "how_many().between(3, 4)"),
        (THREE.between(1, 2), False, "how_many().between(1, 2)"),
        (THREE.between(4, 5), False, "how_many().between(4, 5)"),
    ],
)
def test_a_comparison_is_an_answer_that_remembers(compared, holds, asked):
    assert compared.value is holds and bool(compared) is holds
    assert (compared.question, compared.evidence, repr(compared)) == (asked, "3", str(holds))


def test_two_answers_compared_show_both():
    both = Answer("how_many_more()", 4) == THREE
    assert both.value is False
    assert (both.question, both.evidence) == ("how_many_more() == how_many()", "4 and 3")
    assert (THREE == UNKNOWN).unknown == (UNKNOWN == THREE).unknown == "nobody looked"


def test_a_part_is_found():
    words = Answer("text()", "one two")
    assert words.includes("two").value is True and words.includes("three").value is False
    assert words.includes("three").evidence == '"one two"'


@pytest.mark.parametrize("further", [UNKNOWN, UNKNOWN == 3, UNKNOWN != 3, UNKNOWN.between(1, 4), UNKNOWN.includes(1)])
def test_unknown_stays_unknown_and_is_no_truth(further):
    with pytest.raises(CannotTell, match="neither true nor false here: nobody looked") as refusal:
        bool(further)
    assert refusal.value._render_traceback_() == [str(refusal.value)]
    assert repr(further) == "unknown: nobody looked"


@pytest.mark.parametrize("further", [MISSING, MISSING == 3, MISSING != 3, MISSING < 9, MISSING.between(1, 4)])
def test_what_did_not_happen_is_never_true(further):
    assert not further
    assert further.evidence == repr(further) == "There was no such thing."


def test_of_a_changed_program_the_value_is_shown_and_proves_nothing():
    assert repr(CHANGED) == "3" and repr(CHANGED == 3) == "True"
    with pytest.raises(CannotTell, match="you changed the program"):
        bool(CHANGED == 3)


@pytest.mark.parametrize("use", [int, float, len, list, lambda answer: answer[0], lambda answer: 3 in answer])
def test_what_is_not_known_has_no_value(use):
    for answer in (UNKNOWN, MISSING):
        with pytest.raises(CannotTell):
            use(answer)


def test_an_answer_can_be_used_as_its_value():
    assert (int(THREE), float(THREE), [1, 2, 3, 4][THREE]) == (3, 3.0, 4)
    names = Answer("roles()", ["main", "child 1"])
    assert (len(names), list(names), names[1], "main" in names) == (2, ["main", "child 1"], "child 1", True)
    assert str(Answer("text()", "as it is")) == "as it is" and repr(Answer("elapsed()", 0.123456)) == "0.1235"


def test_too_few_cpus_make_it_unknown(monkeypatch):
    monkeypatch.setattr("helpers.recording.answer.usable_cpus", lambda: 2)
    assert THREE.with_cpus(2).unknown is None
    assert THREE.with_cpus(3).unknown == "it takes 3 CPUs, and here there are fewer"
    assert CHANGED.with_cpus(3).unknown == "you changed the program"


def test_a_question_answers_whatever_happens():
    source = Source()
    known = source.double(2)
    assert (known.value, known.question, known.unknown, known.missing) == (4, "double(2)", None, None)
    assert source.double(2, why=Unseen("dark")).unknown == "dark"
    assert source.double(2, NotThere("None.")).missing == "None."
    assert source.double.__doc__ == "Twice the number."
    with pytest.raises(KeyError):  # a fault of the question's own is no answer
        source.double(2, KeyError("x"))


def test_a_moment_is_there_whatever_happens():
    source = Source()
    known = source.at(2_000_000, 5_000_000)
    assert (known.known(), known.start.known(), known.end.known()) == ((2_000_000, 5_000_000),) + tuple(
        (at, at) for at in (2_000_000, 5_000_000)
    )
    assert repr(known) == "at(2000000, 5000000): from 2.0 to 5.0 ms"
    assert repr(known.end) == "at(2000000, 5000000).end: at 5.0 ms"
    dark, none = source.at(0, 0, Unseen("dark")), source.at(0, 0, NotThere("None."))
    assert (repr(dark), repr(none.start)) == ("unknown: dark", "None.")
    with pytest.raises(Unseen):
        dark.known()
    with pytest.raises(NotThere):
        none.end.known()


def test_a_changed_program_is_heard_of_through_what_is_given():
    source, other = Source(), Source()
    other.changed = True
    assert source.double(2).unknown is None
    assert other.double(2).unknown == other.at(1, 2).unknown == "you changed the program"
    assert source.at(other.at(1, 2), 3).unknown == "you changed the program"
    assert isinstance(other.at(1, 2), Moment) and other.at(1, 2).known() == (1, 2)
