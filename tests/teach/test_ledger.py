"""Does the course meet all twenty misconceptions, and does each demonstration still show what the lesson says?

The programs themselves are run by tests/programs, each held to its row, under the Python at hand and both start methods.
Here a row must refuse what the believer expects to see: so if a program ever did what is believed, its row would fail.
"""

import ast
import re
import sys
from pathlib import Path

import nbformat
import pytest

from helpers.teach.ledger import beliefs
from helpers.teach.questions import FOLDER, read
from helpers.watch.client.run import Recorder, record

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "helpers" / "programs"
sys.path.append(str(ROOT / "tests" / "programs"))

from program_rows import ROWS  # noqa: E402
from test_programs import check, leaves_method_open  # noqa: E402

TWENTY = 20
MOST_RUNS = 300  # of a program whose order is chance; two orders come up within a few dozen
DEMONSTRATIONS = [one for belief in beliefs() for one in belief.demonstrations]
NOT_IN_ONE_OUTPUT = {"1.3/orphan.py", "1.5/order_of_three.py"}  # tested at the end

of_each = pytest.mark.parametrize("shown", DEMONSTRATIONS, ids=lambda one: one.program or f"a cell of {one.section}")
of_each_program = pytest.mark.parametrize(
    "shown", [one for one in DEMONSTRATIONS if one.program], ids=lambda one: one.program
)


def row_of(shown):
    [row] = [row for row in ROWS if row.name == shown.program]
    return row


def cells(section: str) -> list[str]:
    """The code cells of a section's notebooks, in order."""
    paths = sorted((ROOT / "notebooks").glob(f"{section}-*.ipynb"))
    every = [cell for path in paths for cell in nbformat.read(path, as_version=4).cells]
    return [cell.source for cell in every if cell.cell_type == "code"]


def programs_run(source: str) -> list[str]:
    """The programs that a cell runs, with their arguments behind them: ["1.5/fork_n.py 3"]."""
    if source.startswith("%"):
        return []
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") in ("run", "repeat")]
    return [" ".join(map(written, call.args)) for call in named]


def written(argument: ast.expr) -> str:
    """An argument as it is behind a program's name; a variable by its name."""
    return str(argument.value) if isinstance(argument, ast.Constant) else ast.unparse(argument)


def first(found: list[int], what: str) -> int:
    assert found, f"the lesson has no cell that {what}"
    return found[0]


def test_all_twenty_are_there_each_with_a_demonstration():
    assert [belief.number for belief in beliefs()] == list(range(1, TWENTY + 1))
    assert all(belief.belief.endswith(".") and belief.demonstrations for belief in beliefs())
    assert all(bool(shown.program) != bool(shown.cell) for shown in DEMONSTRATIONS)
    unbelieved = {shown.program for shown in DEMONSTRATIONS if shown.program and shown.believed is None}
    assert unbelieved == NOT_IN_ONE_OUTPUT


@of_each
def test_a_prediction_of_that_section_has_the_belief_among_its_wrong_answers(shown):
    questions = {question.name: question for question in read(FOLDER / f"{shown.section}.toml")}
    caught = [option for option in questions[shown.prediction].options if option.says == shown.caught_by]
    assert len(caught) == 1 and not caught[0].right


@of_each
def test_the_lesson_asks_and_then_shows(shown):
    sources = cells(shown.section)
    asked = first([at for at, text in enumerate(sources) if f'predict("{shown.prediction}", ' in text], "asks")
    if shown.program:
        ran = first([at for at, text in enumerate(sources) if shown.program in programs_run(text)], "runs the program")
    else:
        of_kernel = [at for at, text in enumerate(sources) if text.startswith("%%second_kernel")]
        ran = first([at for at in of_kernel if shown.cell in sources[at].split("\n")], "has this line")
    assert asked < ran, "it must be asked before it is shown"
    claims = [at for at, text in enumerate(sources) if at > ran and re.search(r"^claim\(", text, re.MULTILINE)]
    first(claims, "claims what was seen")


@of_each_program
def test_the_program_has_a_row_that_refuses_what_is_believed(shown):
    row = row_of(shown)
    assert (PROGRAMS / row.program).is_file()
    if shown.believed is not None:
        status = 1 if shown.believed_error else 0
        error = f"Traceback (most recent call last):\n{shown.believed_error}\n" if shown.believed_error else ""
        with pytest.raises(AssertionError):
            check(row, status, shown.believed.lstrip("\n"), error)


@of_each
def test_a_start_method_is_named_if_it_takes_one(shown):
    source = shown.program and (PROGRAMS / shown.program.split()[0]).read_text(encoding="utf-8")
    if shown.cell:
        source = next(text for text in cells(shown.section) if shown.cell in text.split("\n"))
    named = set(re.findall(r'"(fork|spawn|forkserver)"', source)) | set(shown.program.split()[1:]) & {"fork", "spawn"}
    assert named <= set(shown.start_methods)
    if shown.program and "os.fork()" not in source:
        open_to_all = leaves_method_open(row_of(shown)) or (row_of(shown).hangs and not named)
        assert open_to_all == (not shown.start_methods)


# ---- what one output can't show ----------------------------------------------------------------


def test_three_lines_come_in_more_than_one_order():
    orders = set()
    with Recorder() as recorder:
        for _ in range(MOST_RUNS):
            done = recorder.record([sys.executable, "order_of_three.py"], cwd=PROGRAMS / "1.5", calls=False)
            orders.add(done.text())
            if len(orders) > 1:
                break
    assert len(orders) > 1
    assert {"".join(sorted(order)) for order in orders} == {"".join(sorted("task 1\ntask 2\ntask 3\n"))}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, no process but the first can ask for orphans")
def test_an_orphan_belongs_to_whoever_has_asked_for_orphans():
    orphaned = record([sys.executable, "orphan.py"], cwd=PROGRAMS / "1.3")
    assert bool(orphaned.number("my parent is now") == orphaned.pid_of_starter())
    assert bool(orphaned.number("my parent is now") != 1)
