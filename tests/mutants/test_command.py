"""The command line: what course.py hands on, what the sample is, and when CI fails."""

import pytest

import course
from mutants import __main__ as command
from mutants import lesson
from mutants.judge import Verdict, digest
from mutants.measured import Measured
from mutants.page import page
from mutants.programs import Mutant
from mutants.work import Judged

PROGRAM = "1.3/fork_wait.py"
ONE, OTHER = (Mutant(PROGRAM, f"without `{what}`", f"{what}\n") for what in ("one", "other"))
DIGESTS = {ONE.name: "one", OTHER.name: "other"}


@pytest.fixture
def sampled(monkeypatch, tmp_path):
    """The exit status of the sample of these mutants, all with one outcome, where the page knows some of them."""

    def status(outcome, known=(), mutants=(ONE,), measured=()):
        file = tmp_path / "MUTANTS.md"
        file.write_text(page({"1.3": {mutant.name: Verdict("missed") for mutant in known}}, {}))
        kept = Measured(tmp_path / "measured.jsonl")
        for mutant in measured:
            kept.add(mutant.name, DIGESTS[mutant.name], Verdict("claim"))
        judged = []

        def judge(asked, until):
            judged.extend(mutant.name for mutant in asked)
            return [Judged(mutant, Verdict(outcome)) for mutant in asked]

        monkeypatch.setattr(command, "PAGE", file)
        monkeypatch.setattr(command, "Measured", lambda: kept)
        monkeypatch.setattr(command, "judged", judge)
        monkeypatch.setattr(command, "SAMPLE", 1)
        return command.sample({"1.3": list(mutants)}, DIGESTS), judged

    return status


def test_course_py_takes_the_sections_and_the_options():
    asked = course.read_arguments(["mutants", "1.3", "1.5", "--again"])
    assert (asked.command, asked.sections, asked.again, asked.sample) == ("mutants", ["1.3", "1.5"], True, False)


def test_a_survivor_that_the_page_does_not_know_fails(sampled, capsys):
    assert sampled("missed")[0] == 1
    assert ONE.name in capsys.readouterr().err


def test_one_that_it_knows_does_not(sampled):
    assert sampled("missed", known=[ONE])[0] == 0


@pytest.mark.parametrize("outcome", ["claim", "text", "chance"])
def test_what_is_noticed_does_not(sampled, outcome):
    assert sampled(outcome)[0] == 0


def test_beside_the_sample_what_a_change_touches_is_judged(sampled, monkeypatch):
    drawn, *_ = command.fixed_sample({"1.3": [ONE, OTHER]})
    rest = OTHER if drawn is ONE else ONE
    assert sampled("claim", mutants=[ONE, OTHER], measured=[ONE, OTHER])[1] == [drawn.name]
    monkeypatch.setitem(DIGESTS, rest.name, "changed")
    assert sampled("claim", mutants=[ONE, OTHER])[1] == [drawn.name, rest.name]


def test_a_digest_tells_two_mutants_apart():
    lessons = [one for one in lesson.every() if PROGRAM in one.programs]
    assert digest(ONE, lessons) != digest(OTHER, lessons)
