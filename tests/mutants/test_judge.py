"""A mutant is noticed by a claim, by words that are compared, or not at all; and a lesson that fails judges nothing."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import lessons
import pytest
from lessons import notebook

from mutants import lesson
from mutants.judge import DoesNotHold, digest
from mutants.programs import Mutant

START = ("from helpers import claim, run, show", "")
RUN = ('done = run("1.3/fork_wait.py")', "")
STATUS = ('claim("It ended with 3.", done.exit_status("child 1") == 3)', "✓ It ended with 3.\n")
COUNT = ('claim("There were two.", done.how_many_processes() == 2)', "✓ There were two.\n")
WORDS = ("print(done.last_line().value[-1])", "3\n")
PROGRAM = "1.3/fork_wait.py"


@pytest.fixture(scope="module")
def elsewhere():
    """Calls a function in another process, always the same."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield lambda function, *arguments: pool.submit(function, *arguments).result(timeout=120)


@pytest.fixture
def judged(tmp_path, elsewhere):
    """The verdict on the program with `instead` in place of `line`, in a lesson of these cells."""

    def verdict(*cells, line="os._exit(3)", instead="os._exit(4)"):
        path = notebook(tmp_path, START, RUN, *cells, ignored=(1,))
        return elsewhere(lessons.verdict, path, PROGRAM, line, instead)

    return verdict


def test_a_claim_notices(judged):
    verdict = judged(COUNT, STATUS)
    assert (verdict.outcome, verdict.claims) == ("claim", ("It ended with 3.",))


def test_words_notice(judged):
    verdict = judged(COUNT, WORDS)
    assert (verdict.outcome, verdict.claims) == ("text", ())
    assert verdict.others == ("words below `print(done.last_line().value[-1])`",)


def test_nothing_notices(judged):
    assert judged(COUNT).outcome == "missed"


def test_a_cell_that_fails_is_noticed(judged):
    verdict = judged(("status = 1 / (4 - done.processes[1].exit_code)", ""))
    assert (verdict.outcome, verdict.claims) == ("text", ())
    assert verdict.others == ("ZeroDivisionError at status = 1 / (4 - done.processes[1].exit_code)",)


def test_a_lesson_that_does_not_hold_judges_nothing(judged):
    with pytest.raises(DoesNotHold, match="There were five"):
        judged(('claim("There were five.", done.how_many_processes() == 5)', "✓ There were five.\n"))


def test_a_cells_own_program_is_judged_as_the_courses(tmp_path, elsewhere):
    own = ("%%program\nimport os\n\nif os.fork() == 0:\n    os._exit(3)\nos.wait()\n", "")
    claim = ('claim("It ended with 3.", r.exit_status("child 1") == 3)', "✓ It ended with 3.\n")
    path = notebook(tmp_path, START, own, claim, ignored=(1,))
    assert elsewhere(lessons.verdict, path, "1.3/cell 1", "3", "4").claims == ("It ended with 3.",)


def test_the_lesson_goes_on_showing_the_original(tmp_path, elsewhere):
    path = notebook(tmp_path, START, ('show("1.3/fork_wait.py")', ""))
    text = elsewhere(lessons.shown, path, PROGRAM, "print('a mutant')\n")
    assert "a mutant" not in text
    assert "os.wait()" in text


def test_a_verdict_is_old_when_its_claim_has_changed(tmp_path):
    mutant = Mutant(PROGRAM, "a test", "pass\n")
    before = digest(mutant, [lesson.read(notebook(tmp_path, START, RUN, COUNT))])
    other = digest(mutant, [lesson.read(notebook(tmp_path, START, RUN, COUNT, ("1 + 1", "")))])
    now = digest(mutant, [lesson.read(notebook(tmp_path, START, RUN, STATUS))])
    assert before == other != now
