"""Answers are found by their task's name, whatever became of the cells."""

import json

import pytest
from classroom_notebooks import code, given, markdown

from classroom.marking import finding
from classroom.marking.given import starts
from classroom.marking.tasks import load

ONE = load("1-processes")
JOBS = "%%exercise limited-jobs --timeout 30\n"
PROGRAM = "import os\nos.fork()\nprint('a job')"


def found(cells):
    """The answers in these cells to the first assignment."""
    text = json.dumps({"cells": cells}).encode()
    return finding.answers(finding.cells_of(text), ONE, starts("1-processes"))


def test_a_cell_as_it_was_given_out_is_no_answer():
    answers = found(given("1")["cells"])
    assert all(answer.texts == [] for answer in answers.values())
    assert answers["limited-jobs"].notes == ["The cell is there, but nothing was written into it."]


def test_a_deleted_cell_is_missing():
    cells = [cell for cell in given("1")["cells"] if "limited-jobs" not in "".join(cell["source"])]
    assert found(cells)["limited-jobs"] == finding.Answer()


@pytest.mark.parametrize(
    "head",
    [
        "%%exercise limited-jobs",
        "%%exercise   limited-jobs   --timeout 5",
        "\n\n  %%exercise limited-jobs",
        "%% exercise limited-jobs",
        "%%Exercise Limited-Jobs",
        "%%exercise limited_jobs",
        '%%exercise "limited-jobs"',
        "%%exercise: limited-jobs",
        "# my answer\n%%exercise limited-jobs",
        "%%exercise limited‐jobs",
    ],
)  # fmt: skip  (the last one has another hyphen, U+2010)
@pytest.mark.parametrize("kind", ["code", "markdown", "raw"])
def test_a_cell_that_was_typed_anew_is_found(head, kind):
    answer = found([{"cell_type": kind, "source": f"{head}\n{PROGRAM}"}])["limited-jobs"]
    assert [text.strip() for text in answer.texts] == [PROGRAM] and answer.notes == []


def test_a_program_in_a_fence_of_markdown_is_found():
    answer = found([markdown(f"```python\n{JOBS}{PROGRAM}\n```")])["limited-jobs"]
    assert [text.strip() for text in answer.texts] == [PROGRAM]


def test_a_name_with_a_slip_is_understood_and_noted():
    answer = found([code(f"%%exercise limitedjob\n{PROGRAM}")])["limited-jobs"]
    assert answer.texts and "which was taken for 'limited-jobs'" in answer.notes[0]


def test_a_slip_does_not_take_the_place_of_the_right_name():
    answer = found([code(JOBS + PROGRAM), code("%%exercise limitedjob\nprint('else')")])["limited-jobs"]
    assert [text.strip() for text in answer.texts] == [PROGRAM]


def test_a_name_of_nothing_answers_nothing():
    assert not any(answer.texts for answer in found([code(f"%%exercise something-else\n{PROGRAM}")]).values())


def test_of_several_answers_the_last_that_was_begun_counts():
    start = next(cell for cell in given("1")["cells"] if "".join(cell["source"]).startswith("%%exercise limited"))
    answer = found([code(JOBS + "print(1)"), code(JOBS + PROGRAM), start, code(JOBS)])["limited-jobs"]
    assert [text.strip() for text in answer.texts] == [PROGRAM]
    assert answer.notes == ["There are 2 answers to this task; the last one was marked."]


@pytest.mark.parametrize(
    "pieces",
    [
        ["", PROGRAM],
        ["# my program", PROGRAM],
        ["for number in range(3):", "    print(number)"],
        ["text = '''", "'''\nprint(text)"],
    ],
)
def test_a_program_that_was_split_is_put_together(pieces):
    first, second = pieces
    answer = found([code(JOBS + first), code(second)])["limited-jobs"]
    assert len(answer.texts) == 1 and answer.texts[0].split() == f"{first} {second}".split()


def test_what_may_be_split_is_tried_both_ways():
    answer = found([code(JOBS + "import os"), code("os.fork()"), code("os.wait()")])["limited-jobs"]
    assert [text.split() for text in answer.texts] == [["import", "os"], ["import", "os", "os.fork()", "os.wait()"]]


@pytest.mark.parametrize("below", ["%%exercise keep-alive\n1", "hint('x')", "r.timeline()", "!ls", "%pip install x"])
def test_what_is_no_part_of_a_program_is_left_out(below):
    assert len(found([code(JOBS + PROGRAM), code(below)])["limited-jobs"].texts) == 1


def test_two_answers_in_one_cell_are_two():
    answers = found([code(f"{JOBS}{PROGRAM}\n%%exercise keep-alive\nprint(2)")])
    assert answers["limited-jobs"].texts[0].strip() == PROGRAM and answers["keep-alive"].texts[0].strip() == "print(2)"


@pytest.mark.parametrize(
    "cells",
    [
        [markdown("**Answer to why-so-often**\n\nBecause it is copied.")],
        [markdown("answer to: why-so-often: Because it is copied.")],
        [markdown("**Answer to why-so-often**"), markdown("Because it is copied.")],
        [{"cell_type": "raw", "source": "Answer to `why-so-often`\nBecause it is copied."}],
        [
            markdown("**Answer to why-so-often**\n\n*Write your answer here.*\n"),
            markdown("**Answer to why-so-often**\nBecause it is copied."),
        ],
    ],
)
def test_prose_is_found(cells):
    assert found(cells)["why-so-often"].texts == ["Because it is copied."]


@pytest.mark.parametrize(
    "data, said",
    [
        (b"", "doesn't hold JSON"),
        (b"\xff\xfe\x00", "doesn't hold JSON"),
        (b"[" * 100_000, "doesn't hold JSON"),
        (b"[]", "has no cells"),
        (b'{"cells": 7}', "has no cells"),
    ],
)
def test_what_is_no_notebook_is_told(data, said):
    with pytest.raises(finding.Unreadable, match=said):
        finding.cells_of(data)


@pytest.mark.parametrize(
    "cell",
    [
        7,
        {},
        {"cell_type": None, "source": None},
        {"cell_type": "code", "source": [1, None, JOBS, PROGRAM]},
        {"cell_type": "code", "source": JOBS + PROGRAM + "\ud800\0"},
    ],
)
def test_odd_cells_harm_nobody(cell):
    answer = found([cell])["limited-jobs"]
    assert all(text.encode() and "\0" not in text for text in answer.texts)


@pytest.mark.parametrize("text", ["(" * 100_000, "x = " + "-" * 1_000_000 + "1", "a" + ".b" * 100_000, "\0", "if"])
def test_a_program_that_no_python_reads_is_told(text):
    said = finding.problem(text)
    assert said is None or said.startswith("Python can't read this program")


def test_a_name_in_any_script_is_read():
    assert finding.names_in(finding.cells_of(json.dumps({"cells": [code("%%exercise задача-α\n1")]}).encode())) == [
        "задача-α"
    ]
