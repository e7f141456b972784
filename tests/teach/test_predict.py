"""Questions and predictions: every question file, the replies, and where answers are kept."""

import json
import os
import sys
from dataclasses import replace

import pytest
from recordings import Scene

from helpers.notebook import run
from helpers.notebook.find import find as find_program
from helpers.recording.records import Output
from helpers.teach import answers, page, questions
from helpers.teach.predict import NotAnAnswer, predict, settle
from helpers.teach.questions import BadQuestion, NoSuchQuestion
from helpers.watch.client.run import record

GOOD = """
[one]
question = "How many?"
a.says = "One `process`."
a.reply = "No, because <one>."
b.says = "Two."
b.reply = "Yes, because two."
b.right = true
"""


@pytest.fixture(autouse=True)
def nothing_waits(monkeypatch):
    """No prediction of another test waits for a run."""
    monkeypatch.setattr("helpers.teach.predict._waiting", {})


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
        assert all(each.says in told for each in question.options)
        if question.ask:
            assert told.endswith("what it does is the answer.\n") and option.reply not in told
        else:
            assert told.endswith(f"{option.reply}\n")
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
    assert told == "How many?\n\n  a) One `process`.\n  b) Two.\n\nYou chose a. Not quite. No, because <one>.\n"


def test_the_page_form_is_escaped_and_lettered(one, kept, monkeypatch):
    shown = []
    monkeypatch.setattr(page, "put", lambda html, plain: shown.append(html))
    predict("one", "?")
    predict("one", "a")
    assert "<li><strong>b</strong>&ensp;Two.</li>" in shown[0] and "<code>process</code>" in shown[0]
    assert "No, because &lt;one&gt;." in shown[1] and "<li><strong>b</strong>&ensp;Two.</li>" in shown[1]


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
    assert page.to_html("after the words *fork returned*?") == "<p>after the words <em>fork returned</em>?</p>"
    assert page.to_html("<b>no</b> `a<b`") == "<p>&lt;b&gt;no&lt;/b&gt; <code>a&lt;b</code></p>"


# ---- where a run answers -----------------------------------------------------------------------

OF_A_RUN = """
[lines]
question = "How many lines will it write?"
program = "1.3/fork_once.py 7"
ask = ["how_many_lines"]
seen = "It wrote {} lines."
a = { says = "Two.", means = 2, reply = "Who comes to the second print?" }
b = { says = "Three.", means = 3, reply = "Two processes return.", right = true }
c = { says = "Four.", means = 4, reply = "Who comes to the first print?" }

[who]
question = "Who writes?"
program = "1.3/fork_once.py 7"
ask = ["who_wrote", "now"]
seen = "It was written by {}."
a = { says = "One.", means = ["main"], reply = "Only one?", right = true }
b = { says = "Both.", means = ["main", "child 1"], reply = "Both?" }
"""


@pytest.fixture
def of_a_run(one):
    (questions.FOLDER / "1.3.toml").write_text(OF_A_RUN)


def wrote(*lines, role="main"):
    scene = Scene()
    scene.process("main", end=10)
    pid = {"main": 4711, "child 1": scene.process("child 1", 4711, 1, 9)}[role]
    for at, line in enumerate(lines):
        scene.line(pid, at, line)
    return scene.recording(10)


def test_the_verdict_waits_for_the_run_and_follows_it(of_a_run, kept, capsys):
    predict("lines", "a")
    assert "Who comes" not in capsys.readouterr().out
    settle("1.3/fork_once.py", wrote("1", "2", "3"))  # other arguments, another run
    assert capsys.readouterr().out == ""
    settle("1.3/fork_once.py 7", wrote("1", "2", "3"))
    told = "Your prediction was a: Two.\n\nIt wrote 3 lines. Not quite. Who comes to the second print?\n"
    assert capsys.readouterr().out == told
    predict("lines", "b")
    capsys.readouterr()
    settle("1.3/fork_once.py 7", wrote("1", "2", "3"))
    assert "It wrote 3 lines. Right. Two processes return." in capsys.readouterr().out


def test_who_has_not_answered_is_told_nothing(of_a_run, kept, capsys):
    predict("lines", "a")
    predict("lines", "?")  # as in a stored notebook
    capsys.readouterr()
    settle("1.3/fork_once.py 7", wrote("1"))
    assert capsys.readouterr().out == ""


def test_a_run_that_shows_something_else_or_nothing_is_no_verdict(of_a_run, kept, capsys):
    predict("lines", "b")
    predict("who", "b")
    capsys.readouterr()
    settle("1.3/fork_once.py 7", wrote("now", role="child 1"))
    told = capsys.readouterr().out
    assert "It wrote 1 lines. That is none of the answers: look at the picture." in told
    assert "It was written by child 1. That is none" in told
    settle("1.3/fork_once.py 7", replace(wrote(), output=(Output(0, 1, "stdout", "now\n"),)))
    assert "can't settle it: this system doesn't say who wrote a line. Not quite. Both?" in capsys.readouterr().out


def test_the_run_in_a_notebook_settles_it(one, kept, monkeypatch, capsys):
    (questions.FOLDER / "1.3.toml").write_text(OF_A_RUN.replace("fork_once.py 7", "fork_once.py"))
    predict("lines", "c")
    capsys.readouterr()
    run("1.3/fork_once.py")
    assert capsys.readouterr().out.endswith("It wrote 3 lines. Not quite. Who comes to the first print?\n")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("ask = [", "asks = ["), "must be a, b and so on"),
        (("means = 4, ", ""), "`means` in every option"),
        (('seen = "It wrote {} lines."', ""), "it needs program, ask, seen"),
        (("means = 4", "means = 2"), "two options mean the same value"),
        (("how_many_lines", "how_many_words"), "`ask` must be a list: the name of a question"),
        (('["how_many_lines"]', '"how_many_lines"'), "`ask` must be a list"),
        (("It wrote {} lines.", "It wrote lines."), "a sentence with {}"),
    ],
)
def test_a_question_to_a_run_that_cannot_be_asked_is_refused(tmp_path, change, complaint):
    path = tmp_path / "1.3.toml"
    path.write_text(OF_A_RUN.replace(*change))
    with pytest.raises(BadQuestion) as refusal:
        questions.read(path)
    assert complaint in str(refusal.value)


def test_what_the_questions_call_right_is_what_their_programs_do():
    for question in questions.every().values():
        if question.ask:
            name, *arguments = question.program.split()
            path = find_program(name)
            recording = record([sys.executable, path.name, *arguments], cwd=path.parent)
            seen = getattr(recording, question.ask[0])(*question.ask[1:])
            right = next(option for option in question.options if option.right)
            assert seen.unknown or seen.value == right.means, f"{question.name}: {seen!r}"


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
    assert first.parent.name == "my-course" and (first.parent.parent / "helpers" / "teach").is_dir()
