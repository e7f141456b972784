"""Questions and predictions: every question file, the replies, and where answers are kept."""

import json
import os

import pytest

from helpers.teach import answers, page, questions
from helpers.teach.predict import NotAnAnswer, predict
from helpers.teach.questions import BadQuestion, NoSuchQuestion

GOOD = """
[one]
question = "How many?"
a.says = "One `process`."
a.reply = "No, because <one>."
b.says = "Two."
b.reply = "Yes, because two."
b.right = true
"""


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The answers' file, in a folder of the test's own."""
    path = tmp_path / "course" / "my-answers.json"
    monkeypatch.setattr(answers, "places", lambda: [path])
    return path


@pytest.fixture
def one(tmp_path, monkeypatch):
    """A course with the one question above."""
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "1.1.toml").write_text(GOOD)
    monkeypatch.setattr(questions, "FOLDER", folder)
    questions.every.cache_clear()
    yield
    questions.every.cache_clear()


# ---- the course's own files ------------------------------------------------------------------


def test_every_question_file_is_valid():
    questions.every.cache_clear()
    assert len(questions.every()) >= 11


@pytest.mark.parametrize("question", questions.every().values(), ids=lambda question: question.name)
def test_every_question_can_be_asked_and_answered(question, kept, capsys):
    predict(question.name, "?")
    assert not kept.exists()
    asked = capsys.readouterr().out
    assert all(option.says in asked for option in question.options)
    for option in question.options:
        predict(question.name, option.letter)
        told = capsys.readouterr().out
        assert option.reply in told
        assert ("Right." in told) == option.right


# ---- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change, complaint",
    [
        (("b.right = true", ""), "exactly one option must be right, but none"),
        (
            ('a.reply = "No, because <one>."', 'a.reply = "No."\na.right = true'),
            "exactly one option must be right",
        ),
        (('a.reply = "No, because <one>."', ""), "a `reply` of its own"),
        (('a.reply = "No, because <one>."', 'a.reply = "Yes, because two."'), "share a reply"),
        (("b.", "c."), "must be a, b and so on"),
        (('question = "How many?"', ""), "no question"),
        (('question = "How many?"', 'question = "How many?"\nkind = "x"'), "must be a, b and so on"),
        (("b.right = true", "b.right = 1"), "true or false"),
        (("b.right = true", "b.right = true\nb.hint = 'x'"), "nothing else"),
        (("[one]", "[one"), "is not TOML"),
    ],
)
def test_a_bad_question_file_is_refused_with_its_name(tmp_path, change, complaint):
    path = tmp_path / "1.1.toml"
    path.write_text(GOOD.replace(*change))
    with pytest.raises(BadQuestion, match="1.1.toml") as refusal:
        questions.read(path)
    assert complaint in str(refusal.value)


def test_a_name_is_used_once(one):
    (questions.FOLDER / "1.2.toml").write_text(GOOD)
    with pytest.raises(BadQuestion, match="taken"):
        questions.every()


def test_an_unknown_question_names_the_nearest(one):
    with pytest.raises(NoSuchQuestion, match="Did you mean 'one'"):
        predict("onne", "?")


@pytest.mark.parametrize("answer", ["c", "", "ab", "two", 2, None])
def test_anything_but_a_letter_is_refused_with_a_sentence(one, kept, answer):
    with pytest.raises(NotAnAnswer, match="Write a or b between the quotes"):
        predict("one", answer)
    assert not kept.exists()


# ---- what is said ------------------------------------------------------------------------------


def test_the_question_is_the_same_each_time_and_reveals_nothing(one, kept, capsys):
    predict("one", "?")
    first = capsys.readouterr().out
    predict("one", "b")
    capsys.readouterr()
    predict("one")
    assert capsys.readouterr().out == first
    assert "because" not in first and 'in place of "?"' in first


def test_a_wrong_answer_gets_its_own_reply_and_not_the_right_letter(one, kept, capsys):
    predict("one", " A ")
    told = capsys.readouterr().out
    assert "No, because <one>." in told and "Not quite." in told
    assert "b" not in told.replace("because", "").replace("below", "").split() and "Two." not in told


def test_the_page_form_is_escaped_and_lettered(one, kept, monkeypatch):
    shown = []
    monkeypatch.setattr(page, "put", lambda html, plain: shown.append(html))
    predict("one", "?")
    predict("one", "a")
    assert "<li><strong>b</strong>&ensp;Two.</li>" in shown[0] and "<code>process</code>" in shown[0]
    assert "No, because &lt;one&gt;." in shown[1]


def test_indented_lines_become_code():
    assert page.to_html("Look:\n\n    a < b\n      c\n\nYes.") == (
        "<p>Look:</p>\n<pre><code>a &lt; b\n  c</code></pre>\n<p>Yes.</p>"
    )


def test_lines_with_dashes_become_lists_in_lists():
    assert page.to_html("Two ran.\n- main: <1>\n  - child\n- other").replace("\n", "") == (
        "<p>Two ran.</p><ul><li>main: &lt;1&gt;<ul><li>child</li></ul></li><li>other</li></ul>"
    )
    assert page.to_html("- one").replace("\n", "") == "<ul><li>one</li></ul>"


def test_names_keep_their_underscores_and_tags_are_text():
    assert page.to_html("__init__() and *args") == "<p>__init__() and *args</p>"
    assert page.to_html("<b>no</b> `a<b`") == "<p>&lt;b&gt;no&lt;/b&gt; <code>a&lt;b</code></p>"


# ---- where answers are kept --------------------------------------------------------------------


def test_the_first_answer_and_the_latest_are_kept(one, kept):
    for letter in "aab":
        predict("one", letter)
    prediction = json.loads(kept.read_text())["predictions"]["one"]
    assert (prediction["first"]["answer"], prediction["latest"]["answer"]) == ("a", "b")
    assert prediction["first"]["at"] <= prediction["latest"]["at"]
    assert os.listdir(kept.parent) == ["my-answers.json"]


def test_a_damaged_file_is_put_aside(one, kept):
    kept.parent.mkdir()
    kept.write_text('{"version": 1, "predi')
    predict("one", "b")
    assert json.loads(kept.read_text())["predictions"]["one"]["latest"]["answer"] == "b"
    assert kept.with_name("my-answers.damaged.json").read_text() == '{"version": 1, "predi'


@pytest.mark.parametrize("kept_wrong", ["[]", '{"version": 99}', "null"])
def test_a_file_of_another_kind_is_put_aside(one, kept, kept_wrong):
    kept.parent.mkdir()
    kept.write_text(kept_wrong)
    predict("one", "b")
    assert kept.with_name("my-answers.damaged.json").read_text() == kept_wrong


def test_a_course_that_is_read_only_falls_back(one, tmp_path, monkeypatch):
    blocked, other = tmp_path / "a-file" / "my-answers.json", tmp_path / "data" / "my-answers.json"
    blocked.parent.write_text("not a folder")
    monkeypatch.setattr(answers, "places", lambda: [blocked, other])
    predict("one", "a")
    predict("one", "b")
    assert answers.load()["predictions"]["one"]["first"]["answer"] == "a"
    assert other.exists()


def test_when_nothing_can_be_kept_it_is_said_once(one, tmp_path, monkeypatch, capsys):
    (tmp_path / "a-file").write_text("not a folder")
    monkeypatch.setattr(answers, "places", lambda: [tmp_path / "a-file" / "my-answers.json"])
    monkeypatch.setattr(answers, "_told", False)
    predict("one", "a")
    predict("one", "b")
    assert capsys.readouterr().out.count("can't be kept") == 1


def test_the_file_lies_beside_the_course(monkeypatch):
    monkeypatch.delenv("PROCESSES_COURSE_ANSWERS", raising=False)
    first, second = answers.places()
    assert first.name == second.name == "my-answers.json"
    assert (first.parent / "helpers" / "teach").is_dir()
