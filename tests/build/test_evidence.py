"""Which evidence a claim may have: one question, or one comparison of one."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.build.rules.evidence import claims_read_as_sentences


def faults(evidence, sentence='"It is so."'):
    notebook = new_notebook(cells=[new_code_cell(f"claim({sentence},\n      {evidence})")])
    return " / ".join(claims_read_as_sentences(notebook))


@pytest.mark.parametrize(
    "evidence",
    [
        "r.most_on_cpu() == 1",
        "r.in_order(r.call('before'), r.birth('child 1'))",
        "r.in_order(r.call('before').end, r.birth('child 1'))",
        "r.who_wrote('after') == ['main', 'child 1']",
        "r.ratio(r.elapsed('task'), r.total('task')).between(0.3, 0.5)",
        "r.most_on_cpu().with_cpus(2) == 2",
        "r.number('fork returned', 'main') == r.pid('child 1')",
        "one.ratio(one.elapsed(), two.elapsed()).with_cpus(2).between(1.5, 3)",
    ],
)
def test_a_question_or_a_comparison_will_do(evidence):
    assert faults(evidence) == ""


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("len(r.processes) == 4", "one question, or one comparison"),
        ("r.stopped == 'timeout'", "one question, or one comparison"),
        ("True", "one question, or one comparison"),
        ("1 < r.most_on_cpu() < 3", "one question, or one comparison"),
        ("2 == r.most_on_cpu()", "one question, or one comparison"),
        ("r.text().count('a') == 1", "one question, or one comparison"),
        ("r.text() == 'a'", "one question, or one comparison"),
        ("r.a() and r.b()", "holds `and` or `or`"),
        ("not r.a()", "holds `not`"),
        ("'x' in r.text()", "holds `in`"),
        ("'x' not in r.text()", "holds `not in`"),
        ("r.lines_of() == [n for n in names]", "a comprehension"),
        ("r.all(x for x in y)", "a comprehension"),
        ("r.every(lambda run: run)", "a lambda"),
        ("r.elapsed() > 2 * 3", "arithmetic"),
        ("r.roles()[0] == 'main'", "an index"),
        ("r.wrote('main', f'{x}')", "an f-string"),
        ("r.who_wrote('a long text that nobody can take in at one look') == ['main', 'child 1']", "85 characters"),
        ("r.a(), r.b()", "two arguments"),
        ("r.a(), exact=r", "two arguments"),
    ],
)
def test_anything_else_is_a_question_without_a_name(evidence, said):
    assert said in faults(evidence) and "cell 0, claim 'It is so.'" in faults(evidence)


def test_second_kernels_and_many_runs_are_asked_too():
    assert faults("k.times_finished() == 2") == faults("many.values_of('how_many_lines') == [2]") == ""


def test_the_sentence_stands_there_as_it_is():
    assert "a text as it stands" in faults("r.a()", sentence="name")


def test_what_is_a_program_of_its_own_is_not_looked_at():
    notebook = new_notebook(cells=[new_code_cell("%%program\nclaim(1)\nthis is no Python")])
    assert list(claims_read_as_sentences(notebook)) == []
