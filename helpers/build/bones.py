"""Do a notebook's headings follow the bones of a lesson?

A learner should always know where in a lesson they are, so every lesson has the same sections in the same
order. They are its second-level headings, ``## Read`` or ``## Read: one call, two returns``; what
stands after the colon is the notebook's own. A lesson with several programs comes back to Read, Predict,
Run … for each; what counts is where a section is met first.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

BONES = (
    "Why", "Read", "Predict", "Run", "See", "What happened",
    "Change it", "Write it", "What goes wrong", "In short",
)  # fmt: skip


def headings(notebook) -> list[tuple[int, str]]:
    """Every heading as (level, words), in order; what stands in a fenced block is not a heading."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            prose = re.sub(r"^(```|~~~).*?^\1", "", cell.source, flags=re.MULTILINE | re.DOTALL)
            found += re.findall(r"^(#{1,6})\s+(.*?)\s*$", prose, re.MULTILINE)
    return [(len(marks), words) for marks, words in found]


def sections(notebook) -> list[str]:
    """The second-level headings, without what follows a colon."""
    return [words.partition(":")[0].strip() for level, words in headings(notebook) if level == 2]


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


def known_sections(notebook) -> Iterator[str]:
    """Why comes first, In short last, and between them only the bones of a lesson."""
    found = sections(notebook)
    if found[:1] != ["Why"] or found[-1:] != ["In short"]:
        yield f"its sections should begin with 'Why' and end with 'In short'; they are {found}"
    for bone in found:
        if bone not in BONES:
            yield f"the section {bone!r} is none of {', '.join(BONES)}"


def all_sections(notebook) -> Iterator[str]:
    """Every bone is there, and first appears in its place: the rule for lessons, not for 0-start-here."""
    first_seen = list(dict.fromkeys(bone for bone in sections(notebook) if bone in BONES))
    if first_seen != list(BONES):
        yield f"its sections should first appear in the order {list(BONES)}; they do so as {first_seen}"


RULES = (one_title, no_level_skipped, known_sections)
