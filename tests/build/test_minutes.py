"""The minutes of a lesson: each kind of thing that takes time, alone, and what the build says of a wrong number."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.build.rules import minutes


def notebook(*cells):
    made = [new_code_cell(cell[1:]) if cell.startswith(">") else new_markdown_cell(cell) for cell in cells]
    return new_notebook(cells=made)


FOUR_LINES = "import os\n\nos.fork()\nprint(1)\nprint(2)"


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("word " * 180, 60),
        ("It's a [link](https://example.org/that/nobody/reads) of `code`.", 5 / 3),
        ("```python\n" + FOUR_LINES + "\n```", 16),
        ("![what it shows](x.png)", 60),
        ('>predict("one", "?")', 45),
        ('>r = run("1.3/fork_once.py")', 20),
        ('>r = run("1.3/fork_once.py")\nclaim("x", r.a())\nclaim("y", r.b())', 20),
        ('>many = repeat("1.3/who_goes_first.py")\nmany.draw()', 80),
        (">r.timeline()", 60),
        (">compare(one, two)", 60),
        ('>show("1.3/fork_once.py", lines=(1, 1))', 4),
        (">%%program\n" + FOUR_LINES, 16 + 20 + 60),
        (">from helpers import run", 0),
    ],
)
def test_what_takes_time_in_the_core(cell, seconds):
    takes = minutes.counted(notebook("## Why", cell))
    assert takes.core * 60 == pytest.approx(seconds + 1 / 3, abs=0.01) and takes.exercises == 0


@pytest.mark.parametrize(
    ("cell", "took"),
    [(">%%program\n" + FOUR_LINES, 3), (">%%exercise three-children\npass", 8),
     (">%%exercise three-children --minutes 15\npass", 15)],
)  # fmt: skip
def test_what_takes_time_among_the_exercises(cell, took):
    takes = minutes.counted(notebook("## Try it", cell))
    assert takes.exercises == pytest.approx(took, abs=0.02) and takes.core == 0


def test_going_further_does_not_count():
    takes = minutes.counted(notebook("## Going further", "word " * 900, ">r.timeline()", ">%%exercise x\npass"))
    assert (takes.core, takes.exercises) == (0, 0)


def test_a_program_shown_again_is_not_read_again():
    once = minutes.counted(notebook('>show("1.3/fork_once.py")'))
    again = minutes.counted(notebook('>show("1.3/fork_once.py")', '>show("1.3/fork_once.py", (3, 5))'))
    assert once == again and once.core > 0.2


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("About 10 minutes, and 8 for the exercises.", []),
        ("It takes about 14 minutes and about 12 for the exercises.", []),
        ("About 20 minutes, and 8 for the exercises.", ["tells 20 minutes for the core; they take 10"]),
        ("About 10 minutes.", ["tells 0 minutes for the exercises; they take 8"]),
        ("Ten minutes.", ['should tell its minutes: "About 10 minutes, and 8 for the exercises."']),
    ],
)
def test_what_is_told_must_be_so(why, said):
    faults = list(minutes.told_honestly(notebook("## Why\n" + why, "word " * 1780, "## Try it", ">%%exercise x\npass")))
    assert len(faults) == len(said) and all(part in fault for part, fault in zip(said, faults, strict=True))


def test_a_core_of_more_than_forty_minutes_is_too_long():
    faults = list(minutes.told_honestly(notebook("## Why\nAbout 45 minutes.", "word " * 180 * 45)))
    assert "its core takes 45 minutes; more than 40 is two ideas too many" in faults
