"""Marking: the report, the hints, and that a solution must be fully right."""

import json

import pytest

from helpers.recording.recording import Process, Recording
from helpers.teach import answers, marking
from helpers.teach.marking import Mark, NoSuchExercise, SolutionFailed, exercise, hint

TWO = Recording(("python", "p.py"), "none", 10, processes=(Process(1, 0, "main", 0), Process(2, 1, "child 1", 1)))
ONE = Recording(("python", "p.py"), "none", 10, processes=(Process(1, 0, "main", 0),))


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    path = tmp_path / "my-answers.json"
    monkeypatch.setattr(answers, "places", lambda: [path])
    monkeypatch.setattr(marking, "_exercises", dict(marking.every()))

    @exercise("a-child", hints=["Think of `fork`.", "Call it."])
    def a_child(recording):
        yield Mark("Somebody ran.", True, "")
        yield Mark("There is a child.", len(recording.processes) == 2, "Fork.")

    return path


def test_what_is_done_and_what_is_missing_is_shown(capsys, kept):
    assert marking.mark_attempt("a-child", ONE) is False
    assert capsys.readouterr().out.splitlines() == [
        "✓ Somebody ran.",
        "✗ Not yet: There is a child.",
        "    Fork.",
        'Change the program and run the cell again. For a hint, run hint("a-child") in a cell of its own.',
    ]
    assert not kept.exists()


def test_a_full_mark_is_kept_with_its_first_time(capsys, kept):
    assert marking.mark_attempt("a-child", TWO) is True
    before = json.loads(kept.read_text())["solved"]
    marking.mark_attempt("a-child", TWO)
    assert json.loads(kept.read_text())["solved"] == before
    assert "✗" not in capsys.readouterr().out


def test_hints_come_one_by_one_and_the_last_one_stays(capsys):
    told = []
    for _ in range(3):
        hint("a-child")
        told.append(capsys.readouterr().out.strip())
    assert told == ["Hint 1 of 2. Think of `fork`.", "Hint 2 of 2. Call it.", "Hint 2 of 2. Call it."]


def test_a_teachers_exercise_is_found_and_is_none_of_the_courses(capsys, monkeypatch):
    monkeypatch.setattr(marking, "_assigned", {})
    look = marking.find("a-child").look
    marking.assign(marking.Exercise("for-class", (), look, ("7",), {"a.txt": b"text"}, "That's all to be seen here."))
    assert marking.find("for-class").args == ("7",) and "for-class" not in marking.every()
    marking.mark_attempt("for-class", TWO)
    assert capsys.readouterr().out.endswith("That's all to be seen here.\n")
    marking.mark_attempt("for-class", ONE)
    assert capsys.readouterr().out.endswith("Change the program and run the cell again.\n")


def test_a_start_that_nobody_changed_gets_no_advice(capsys):
    marking.mark_attempt("a-child", ONE, is_start=True)
    said = capsys.readouterr().out
    assert "✗ Not yet: There is a child." in said and "Fork." not in said
    assert "your turn" in said and 'hint("a-child")' in said


def test_a_solution_must_be_fully_right(kept):
    assert marking.mark_solution("a-child", TWO) == "✓ Somebody ran.\n✓ There is a child."
    with pytest.raises(SolutionFailed, match="There is a child"):
        marking.mark_solution("a-child", ONE)
    assert not kept.exists()


def test_an_unknown_exercise_names_the_nearest():
    with pytest.raises(NoSuchExercise, match="Did you mean 'three-children'"):
        marking.find("tree-children")


def test_two_exercises_cannot_share_a_name():
    def elsewhere(recording):
        return iter(())

    elsewhere.__module__ = "another"
    with pytest.raises(ValueError, match="a-child"):
        exercise("a-child", hints=["x"])(elsewhere)


@pytest.mark.parametrize("name", sorted(marking.every()))
def test_every_exercise_has_hints_and_marks_that_advise(name):
    task = marking.find(name)
    assert len(task.hints) >= 2 and all(hint.endswith((".", "?")) for hint in task.hints)
    marks = task.mark(ONE)
    assert marks and not all(mark.done for mark in marks)
    for mark in marks:
        assert mark.sentence.endswith(".")
        assert mark.advice.endswith(".")
