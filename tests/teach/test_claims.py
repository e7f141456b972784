"""claim(): what it prints, what it refuses, and what a learner sees when one fails."""

from dataclasses import replace

import pytest
from recordings import family

from helpers.notebook.running import Run, as_run
from helpers.recording.answer import Answer
from helpers.recording.machine import usable_cpus
from helpers.recording.recording import Recording
from helpers.teach.claims import STRICT, ClaimFailed, NotAClaim, Unproven, claim


@pytest.fixture(autouse=True)
def not_strict(monkeypatch):
    monkeypatch.delenv(STRICT, raising=False)


@pytest.fixture
def run() -> Run:
    return as_run(family())


def test_a_true_claim_prints_a_tick_and_the_sentence(run, capsys):
    claim("Four processes ran.", run.how_many_processes() == 4)
    claim("Two and two are four.", 2 + 2 == 4)
    assert capsys.readouterr().out == "✓ Four processes ran.\n✓ Two and two are four.\n"


def test_a_false_claim_says_what_was_asked_and_seen(run, capsys):
    with pytest.raises(ClaimFailed) as failure:
        claim("Two processes ran.", run.how_many_processes() == 2)
    assert str(failure.value).splitlines() == [
        "✗ Two processes ran.",
        "  This does not hold for this run.",
        "  Asked: how_many_processes() == 2",
        "  Seen: 4",
    ]
    assert failure.value._render_traceback_() == [str(failure.value)]
    assert capsys.readouterr().out == ""


def test_a_bound_on_both_sides_shows_the_value(run):
    with pytest.raises(ClaimFailed, match=r"how_many_processes\(\).between\(5, 6\)\n  Seen: 4"):
        claim("Five or six.", run.how_many_processes().between(5, 6))


def test_what_did_not_happen_fails_with_what_there_was(run):
    with pytest.raises(ClaimFailed, match="no process 'child 9'. Its processes were: main, child 1"):
        claim("The ninth wrote.", run.how_many_lines("child 9") != 5)
    with pytest.raises(ClaimFailed, match="sing was never called. Functions that were called: none."):
        claim("First sing.", run.in_order(run.call("sing"), run.birth("child 1")))


def test_a_plain_false_has_nothing_to_show():
    with pytest.raises(ClaimFailed) as failure:
        claim("Two processes ran.", False)
    assert "Seen" not in str(failure.value)


def test_long_evidence_is_cut():
    with pytest.raises(ClaimFailed) as failure:
        claim("Short.", Answer("text()", "x" * 10_000) == "")
    assert len(str(failure.value)) < 5000


@pytest.mark.parametrize("truth", [1, 0, [], ["x"], None, "yes", lambda: True, Answer("how_many_lines()", 3)])
def test_only_yes_and_no_can_be_claimed(truth, capsys):
    with pytest.raises(NotAClaim, match="neither True nor False"):
        claim("Something holds.", truth)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("sentence", ["", "   ", True, None])
def test_a_claim_needs_a_sentence(sentence):
    with pytest.raises(NotAClaim, match="begins with its sentence"):
        claim(sentence, True)


@pytest.mark.parametrize(("layer", "turns", "time"), [("exact", "✓", "✓"), ("sampled", "○", "✓"), ("none", "○", "○")])
def test_what_a_layer_cannot_show_is_left_open(layer, turns, time, capsys):
    recording = Recording((), layer, 1, processes=(replace(family().main, cpu_ns=7),))
    claim("Turns.", recording.most_on_cpu() == 0)
    claim("Times.", recording.cpu_time("main") > 0)
    assert [line[0] for line in capsys.readouterr().out.splitlines()] == [turns, time]


def test_too_few_cpus_leave_it_open(run, capsys):
    claim("A thousand at once.", run.most_on_cpu().with_cpus(usable_cpus() + 1) == 1000)
    assert capsys.readouterr().out.startswith("○ A thousand at once. (Not checked here: it takes")


def test_a_changed_program_leaves_everything_open(run, capsys):
    changed = replace(run, changed=True)
    claim("Four.", changed.how_many_processes() == 4)
    claim("Ninety.", changed.how_many_processes() == 90)
    claim("The ninth wrote.", changed.wrote("child 9", "x"))
    claim("First sing.", changed.in_order(changed.call("sing"), changed.birth("child 1")))
    claim("Compared with another's.", run.ratio(changed.elapsed(), run.elapsed()) == 7)
    claim("In order with another's.", run.in_order(changed.birth("child 1"), run.birth("child 1")))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert all(line.startswith("○ ") and "(Not checked here: you changed the program.)" in line for line in lines)


def test_a_strict_build_leaves_nothing_open(run, monkeypatch, capsys):
    monkeypatch.setenv(STRICT, "1")
    claim("Four.", run.how_many_processes() == 4)
    with pytest.raises(Unproven, match="○ Four.\n  Not checked: you changed the program"):
        claim("Four.", replace(run, changed=True).how_many_processes() == 4)
    assert capsys.readouterr().out == "✓ Four.\n"
