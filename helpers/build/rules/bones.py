"""Do a notebook's headings follow the shape of a lesson?

A learner should always know where in a lesson they are, so every lesson has the same landmarks in the same order:

    # 1.3 fork: how one process starts another
    ## Why
    ## Where does the copy start?        an idea: a question, or a plain statement; two or more of them
    ## …
    ## Try it
    ## What goes wrong
    ## In short
    ## Going further                     not counted in the minutes

A heading names an idea, never a step: that a cell runs a program is seen without one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

LANDMARKS = ("Why", "Try it", "What goes wrong", "In short", "Going further")
STEPS = ("Read", "Predict", "Run", "See", "What happened", "Change it", "Write it")
FEWEST_IDEAS = 2
CELLS_PER_HEADING = 4


def headings(notebook) -> list[tuple[int, str]]:
    """Every heading as (level, words), in order; what is in a fenced block is not a heading."""
    return [(level, words) for _, level, words in placed_headings(notebook)]


def placed_headings(notebook) -> list[tuple[int, int, str]]:
    """Every heading as (number of its cell, level, words), in order."""
    found = []
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            prose = re.sub(r"^(```|~~~).*?^\1", "", cell.source, flags=re.MULTILINE | re.DOTALL)
            each = re.findall(r"^(#{1,6})\s+(.*?)\s*$", prose, re.MULTILINE)
            found += [(number, len(marks), words) for marks, words in each]
    return found


def sections(notebook) -> list[str]:
    """The second-level headings, in order."""
    return [words for level, words in headings(notebook) if level == 2]


def section_of_each_cell(notebook) -> list[str]:
    """For every cell, the second-level heading that it is under ("" before the first)."""
    starts = {number: words for number, level, words in placed_headings(notebook) if level == 2}
    found, now = [], ""
    for number in range(len(notebook.cells)):
        now = starts.get(number, now)
        found.append(now)
    return found


def one_title(notebook) -> Iterator[str]:
    """One first-level heading, and it comes first."""
    levels = [level for level, _ in headings(notebook)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"it has {levels.count(1)} first-level headings; there should be one, before all others"


def no_level_skipped(notebook) -> Iterator[str]:
    """A heading is at most one level below the one before it."""
    found = headings(notebook)
    for (above, _), (level, words) in itertools.pairwise(found):
        if level > above + 1:
            yield f"the heading {words!r} is of level {level} under one of level {above}"


def begins_and_ends(notebook) -> Iterator[str]:
    """Why comes first; In short last, but for Going further."""
    found = sections(notebook)
    if found[:1] != ["Why"]:
        yield f"its first section should be 'Why', and is {found[:1]}"
    if [words for words in found if words != "Going further"][-1:] != ["In short"]:
        yield f"its last section before 'Going further' should be 'In short', and they are {found[-2:]}"


def landmarks_in_order(notebook) -> Iterator[str]:
    """Every landmark once, in its place; the ideas between Why and Try it, and nothing after that but landmarks."""
    found = sections(notebook)
    marks = [words for words in found if words in LANDMARKS]
    if marks != list(LANDMARKS):
        yield f"its landmarks should be {list(LANDMARKS)}; they are {marks}"
        return
    ideas = found[1 : found.index("Try it")]
    if len(ideas) < FEWEST_IDEAS:
        yield f"between 'Why' and 'Try it' there should be at least {FEWEST_IDEAS} ideas; there are {ideas}"
    for words in found[found.index("Try it") :]:
        if words not in LANDMARKS:
            yield f"the heading {words!r} comes after 'Try it', where only landmarks may: make it one of level 3"


def ideas_and_not_steps(notebook) -> Iterator[str]:
    """No heading names what is done in a cell ("Run: …"), nor a landmark with words behind it."""
    for words in sections(notebook):
        step = words.partition(":")[0].strip()
        if step in STEPS or (step in LANDMARKS and step != words):
            yield f"the heading {words!r} names a step; it should name an idea"


def few_headings(notebook) -> Iterator[str]:
    """At most one heading for every four code cells, the title and the landmarks not counted."""
    counted = [words for level, words in headings(notebook) if level > 1 and words not in LANDMARKS]
    cells = sum(cell.cell_type == "code" for cell in notebook.cells)
    if len(counted) * CELLS_PER_HEADING > cells:
        yield f"it has {len(counted)} headings beside the landmarks for {cells} code cells: at most one for every four"


FRAME = (one_title, no_level_skipped, begins_and_ends)
RULES = (*FRAME, landmarks_in_order, ideas_and_not_steps, few_headings)
