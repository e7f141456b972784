"""Every notebook keeps the rules of helpers/build/rules, and every rule can fail.

A sound small lesson is made first; each bad one differs from it in one thing.
"""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.build.rules import bones, structure

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
LARGEST_BYTES = 3_000_000


def prose(text):
    return new_markdown_cell(text)


def code(source, *outputs, **metadata):
    return new_code_cell(source, outputs=list(outputs), metadata=metadata)


def printed(text, name="stdout"):
    return new_output("stream", name=name, text=text)


def shown(**data):
    return new_output("display_data", data={kind.replace("_", "/"): text for kind, text in data.items()})


STORED = '<img alt="Timeline: two." width="900" src="data:image/png;base64,iVBORw0KGgo=">'
PICTURE = shown(image_png="iVBORw0KGgo=", text_plain="Two processes ran.", text_html=STORED)
PICTURE.metadata = nbformat.from_dict({"image/png": {"alt": "Timeline: two.", "width": 900}})


def lesson(change=None, **metadata):
    """A lesson that keeps every rule, after `change` was done to its list of cells."""
    cells = [
        prose("# A lesson"),
        prose("## Why\nAbout 3 minutes, and 8 for the exercises."),
        code("from helpers import claim, predict, run"),
        prose("## Where does the copy start?"),
        code('predict("fork-once-lines", "?")'),
        code('r = run("fork/once.py")', tags=["nbval-ignore-output"]),
        prose("![two lanes](timeline.png)"),
        code("r.timeline()", PICTURE),
        prose("It returned twice."),
        code('claim("two", r.how_many_processes() == 2)', printed("see /proc/self/stat, https://a.org/b/c")),
        prose("## One call, two returns"),
        prose("## Try it"),
        code("%%exercise three-children\n# yours"),
        code('solution("three-children")'),
        *(prose(f"## {section}") for section in bones.LANDMARKS[2:]),
        code("1 + 1"),
    ]
    if change:
        change(cells)
    for number, cell in enumerate([cell for cell in cells if cell.cell_type == "code"], start=1):
        cell.execution_count = number if cell.execution_count is None else cell.execution_count
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    usual = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
        "course": {"made_from": "0123456789abcdef"},
    }
    return new_notebook(cells=cells, metadata=usual | metadata)


NOT_COMPARED = {"tags": ["nbval-ignore-output"]}
RUN, TIMELINE, CLAIM, EXERCISE, SOLUTION = 5, 7, 9, 12, 13


def at(position, **attributes):
    def change(cells):
        cells[position].update(nbformat.from_dict(attributes))

    return change


def without(position):
    return lambda cells: cells.pop(position)


def with_cell(position, cell):
    return lambda cells: cells.insert(position, cell)


def swap_mistakes_and_summary(cells):
    cells[14], cells[15] = cells[15], cells[14]


BAD = [
    ("run in another order", at(RUN, execution_count=9), "from top to bottom"),
    ("an error", at(CLAIM, outputs=[new_output("error", ename="OSError", evalue="", traceback=[])]), "OSError"),
    ("stderr", at(CLAIM, outputs=[printed("careful", name="stderr")]), "writes to stderr"),
    ("two titles", with_cell(4, prose("# Another")), "2 first-level headings"),
    ("no title", without(0), "0 first-level headings"),
    ("title not first", with_cell(0, prose("## Why")), "before all others"),
    ("a level skipped", with_cell(4, prose("#### Deep")), "of level 4 under one of level 2"),
    ("does not begin with Why", without(1), "first section should be 'Why'"),
    ("does not end with In short", with_cell(15, prose("## A third idea")), "'A third idea' comes after 'Try it'"),
    ("no In short", without(15), "should be 'In short'"),
    ("a step for a heading", at(3, source="## Run: where does it start?"), "names a step"),
    ("a landmark with words", at(16, source="## Going further: exec"), "names a step"),
    ("a landmark missing", at(16, source="Further"), "its landmarks should be"),
    ("landmarks in another order", swap_mistakes_and_summary, "its landmarks should be"),
    ("one idea only", without(10), "at least 2 ideas"),
    ("too many headings", with_cell(4, prose("### A detail")), "3 headings beside the landmarks for 8 code cells"),
    ("a third argument", at(CLAIM, source='claim("two", r.how_many_processes() == 2, r)'), "cell 9, claim 'two': it should"),
    ("a long line", at(CLAIM, source='claim("two",\n' + 90 * " " + "r.how_many() == 2)"), "a line of 108 characters"),
    ("no minutes", at(1, source="## Why\nYou need 1.2."), 'should tell its minutes: "About 3 minutes, and 8 for'),
    ("too few minutes", at(1, source="## Why\nAbout 3 minutes, and 2 for the exercises."), "2 minutes for the exercises; they take 8"),
    ("a claim left open", at(CLAIM, outputs=[printed("✓ one\n○ two (Not checked here: no.)")]), "not checked: ○ two"),
    ("an editor's mark", at(RUN, metadata={"scrolled": True}), "has the metadata ['scrolled']"),
    ("an allowed error", at(CLAIM, metadata={"tags": ["raises-exception"]}), "the tag raises-exception"),
    ("a cell that is skipped", at(CLAIM, metadata={"tags": ["nbval-skip"]}), "the tag nbval-skip"),
    ("a comment to nbval", at(CLAIM, source="# NBVAL_IGNORE_OUTPUT\n1"), "tag it instead"),
    ("no claim before the next run", with_cell(6, code('q = run("a.py")')), "before the next program runs"),
    ("no claim before an exercise", at(CLAIM, source="len(r.processes)"), "before the next program runs"),
    ("no claim to the end", with_cell(99, code("1", **NOT_COMPARED)), "which nbval does not compare"),
    ("an exercise without solution", without(SOLUTION), "not followed by its solution"),
    ("another solution", at(SOLUTION, source='solution("four")'), "not followed by its solution"),
    ("a home folder", at(CLAIM, outputs=[printed('File "/home/ann/course/x.py"')]), "'/home/ann"),
    ("a path in HTML", at(CLAIM, outputs=[shown(text_html="<p>/Users/ann/x.py</p>")]), "'/Users/ann"),
    ("a picture with bare words", at(TIMELINE, outputs=[shown(image_png="x", text_plain="<Figure 6x4>")]),
     "no words beside it"),
    ("a picture in prose without words", at(6, source="![](timeline.png)"), "no alternative text"),
    ("a picture in HTML without words", at(CLAIM, outputs=[shown(text_html='<img src="x.png">')]),
     "no alternative text"),
]  # fmt: skip


def test_a_sound_lesson_breaks_no_rule():
    assert structure.broken_rules(lesson()) == []


@pytest.mark.parametrize(("change", "said"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_one_fault_is_found(change, said):
    assert said in "\n".join(structure.broken_rules(lesson(change)))


def test_a_cell_that_was_never_run_is_found():
    notebook = lesson()
    notebook.cells[CLAIM].execution_count = None
    assert "from top to bottom" in "\n".join(structure.broken_rules(notebook))


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({"widgets": {}}, "its metadata should be"),
        ({"kernelspec": {"name": "mine", "display_name": "Mine"}}, "should be python3"),
        ({"language_info": {"name": "python", "version": "3.11.7"}}, "version of the Python"),
    ],
)
def test_metadata_of_one_machine_is_found(metadata, said):
    assert said in "\n".join(structure.broken_rules(lesson(**metadata)))


def test_the_same_id_twice_is_found():
    notebook = lesson()
    notebook.cells[3].id = notebook.cells[4].id
    assert "share an id" in "\n".join(structure.broken_rules(notebook))


def test_cells_without_ids_are_found():
    notebook = lesson()
    notebook.nbformat_minor = 4
    assert "no ids" in "\n".join(structure.broken_rules(notebook))


def test_an_exercise_is_judged_by_its_solution_and_not_by_a_claim():
    assert structure.broken_rules(lesson(at(EXERCISE, metadata=NOT_COMPARED))) == []


def test_a_comment_in_a_fenced_block_is_no_heading():
    assert structure.broken_rules(lesson(at(3, source="## An idea\n```python\n# the child\n```"))) == []


def test_a_notebook_that_is_no_lesson_needs_only_its_frame():
    short = new_notebook(cells=[prose("# Start"), prose("## Why"), prose("## In short")])
    short.metadata = lesson().metadata
    assert structure.broken_rules(short, is_lesson=False) == []
    assert structure.broken_rules(short, is_lesson=True) != []


def test_letters_of_a_picture_inside_html_are_no_path():
    html = '<img alt="two lanes" src="data:image/png;base64,iVBOR+/home/ann/w0KGgo=">'
    assert structure.broken_rules(lesson(at(CLAIM, outputs=[shown(text_html=html)]))) == []


def is_lesson(path):
    return path.name[0] != "0" and "-project-" not in path.name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_keeps_the_rules(path):
    # nbformat.read would give cells that share an id new ones; the reader beneath it leaves them as they are.
    notebook = nbformat.reader.reads(path.read_text(encoding="utf-8"))
    faults = structure.broken_rules(notebook, is_lesson(path))
    assert not faults, f"{path.name}:\n" + "\n".join(faults)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_small_enough_for_a_browser(path):
    assert path.stat().st_size < LARGEST_BYTES


@pytest.mark.parametrize(
    "html, png, words, lacking",
    [
        (STORED, {"alt": "Timeline: two.", "width": 900}, "Two processes ran.", None),
        ("", {"alt": "two", "width": 900}, "Two.", "an <img> with a text in alt, an <img> with a width"),
        (STORED.replace("Timeline: two.", ""), {"alt": "two", "width": 900}, "Two.", "an <img> with a text in alt"),
        (STORED.replace("900", "100%"), {"alt": "two", "width": 900}, "Two.", "an <img> with a width in pixels"),
        (STORED, {"width": 900}, "Two.", "alt in the PNG"),
        (STORED, {"alt": "two", "width": "900"}, "Two.", "a number as width"),
        (STORED, {"alt": "two", "width": 900}, " ", "words as text/plain"),
    ],
)
def test_a_stored_picture_serves_every_viewer(html, png, words, lacking):
    output = shown(image_png="iVBORw0KGgo=", text_plain=words, text_html=html)
    output.metadata = nbformat.from_dict({"image/png": png})
    found = list(structure.pictures_for_every_viewer(new_notebook(cells=[code("r.timeline()", output)])))
    assert [lacking is not None] * len(found) == [True] * (lacking is not None)
    assert lacking is None or lacking in found[0]
