"""claim(): what it prints, what it refuses, and what a learner sees when one fails."""

import pytest

from helpers.recording.recording import Recording
from helpers.teach.claims import ClaimFailed, NotAClaim, claim, usable_cpus


def test_a_true_claim_prints_a_tick_and_the_sentence(capsys):
    claim("Two processes ran.", 2 == 2, saw=2)
    assert capsys.readouterr().out == "✓ Two processes ran.\n"


def test_a_false_claim_says_what_was_seen(capsys):
    with pytest.raises(ClaimFailed) as failure:
        claim("Two processes ran.", False, saw=[4711, 4712, 4713])
    assert "Two processes ran." in str(failure.value)
    assert "[4711, 4712, 4713]" in str(failure.value)
    assert capsys.readouterr().out == ""


def test_evidence_that_is_false_itself_is_shown():
    with pytest.raises(ClaimFailed, match="instead: 0"):
        claim("Some ran.", False, saw=0)


def test_long_evidence_is_cut():
    with pytest.raises(ClaimFailed) as failure:
        claim("Short.", False, saw="x" * 10_000)
    assert len(str(failure.value)) < 5000


@pytest.mark.parametrize("truth", [1, 0, [], ["x"], None, "yes", lambda: True])
def test_only_true_and_false_can_be_claimed(truth, capsys):
    with pytest.raises(NotAClaim, match="neither True nor False"):
        claim("Something holds.", truth)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("sentence", ["", "   ", True, None])
def test_a_claim_needs_a_sentence(sentence):
    with pytest.raises(NotAClaim, match="begins with its sentence"):
        claim(sentence, True)


def test_a_failure_is_shown_without_a_traceback():
    with pytest.raises(ClaimFailed) as failure:
        claim("Two processes ran.", False)
    assert failure.value._render_traceback_() == [str(failure.value)]


@pytest.mark.parametrize(("layer", "exact", "kernel"), [("exact", "✓", "✓"), ("sampled", "○", "✓"), ("none", "○", "○")])
def test_what_a_layer_cannot_show_is_not_claimed(layer, exact, kernel, capsys):
    recording = Recording((), layer, 1)
    claim("Turns.", layer == "exact", exact=recording)
    claim("Times.", layer != "none", kernel=recording)
    assert [line[0] for line in capsys.readouterr().out.splitlines()] == [exact, kernel]


def test_a_layer_that_can_show_it_is_believed():
    with pytest.raises(ClaimFailed):
        claim("Turns.", False, exact=Recording((), "exact", 1))


def test_a_claim_about_many_cpus_needs_them(capsys):
    claim("A thousand at once.", False, cpus=usable_cpus() + 1)
    assert capsys.readouterr().out.startswith("○ A thousand at once. (Not checked here: it needs")
