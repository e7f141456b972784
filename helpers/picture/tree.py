"""The process tree, as a small drawing of its own: who started whom, and how each one ended.

It grows from left to right, so that names have room: a column for each generation, a row for each
process without children. A parent stands in the middle of its children. Of very many, the first are drawn, and the
others counted below.

                    ┌── child 1 ── child 1.1
    main ───────────┤
                    └── child 2
"""

from __future__ import annotations

from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from ..recording.recording import Process, Recording
from .ink import ARROW, NEUTRAL, PAPER, SOFT_WORDS, WORDS
from .lettering import MONO, SANS, shortened, width_px
from .sheet import MARGIN_PX, sheet
from .timeline.lanes.endings import ending
from .timeline.lanes.lanes import in_tree_order

MOST_BOXES = 24
ROW_PX, GAP_PX, HIGH_PX = 50, 46, 38
ROLE_SIZE, FACT_SIZE, LONGEST_PX = 9, 8, 190
ANY_PID = "0" * 7  # the longest that Linux gives: a picture's width, which its page stores, must not depend on PIDs


def places(order: list[tuple[Process, int]]) -> dict[int, tuple[float, int]]:
    """The `id` of each process → (row, generation). Parents stand in the middle of their children."""
    found: dict[int, tuple[float, int]] = {}
    below: list[list[float]] = []  # rows of the children seen so far, by generation
    row = sum(_is_leaf(order, at) for at in range(len(order))) - 1
    for at in range(len(order) - 1, -1, -1):
        process, depth = order[at]
        while len(below) <= depth + 1:
            below.append([])
        children = below[depth + 1]
        middle = (min(children) + max(children)) / 2 if children else float(row)
        row -= not children
        below[depth + 1] = []
        below[depth].append(middle)
        found[id(process)] = middle, depth
    return found


def _is_leaf(order: list[tuple[Process, int]], at: int) -> bool:
    return at + 1 == len(order) or order[at + 1][1] <= order[at][1]


def _facts(process: Process) -> str:
    return f"{process.pid}  {ending(process)}"


def tree(recording: Recording, title: str | None = None) -> Figure:
    """The process tree of one recording."""
    everyone = in_tree_order(recording)
    order = everyone if len(everyone) <= MOST_BOXES else everyone[: MOST_BOXES - 1]  # parents stand before children
    more = len(everyone) - len(order)
    where = places(order)
    columns: dict[int, float] = {}
    for process, depth in order:
        role = shortened(process.role, LONGEST_PX, ROLE_SIZE)
        wide = max(width_px(role, ROLE_SIZE), width_px(f"{ANY_PID}  {ending(process)}", FACT_SIZE, MONO)) + 18
        columns[depth] = max(columns.get(depth, 0), wide)
    left = {depth: MARGIN_PX + sum(columns[d] + GAP_PX for d in range(depth)) for depth in columns}
    head = 30 if title else 4
    rows = max((row for row, _ in where.values()), default=0) + 1
    counted = f"and {more} more processes"
    wide = max(
        [max(left.values()) + width_px(counted, ROLE_SIZE) + MARGIN_PX if more else 0]
        + [left[depth] + columns[depth] + MARGIN_PX for depth in columns]
        + [width_px(title or "", 11) + 2 * MARGIN_PX, 160]
    )
    high = head + (rows + bool(more)) * ROW_PX + 4

    figure, axes = sheet(wide, high, title, 17, 11)
    spots = {id(process): (left[depth], head + (where[id(process)][0] + 0.5) * ROW_PX) for process, depth in order}
    for process, depth in order:
        _box(axes, process, *spots[id(process)], columns[depth])
    if more:
        axes.text(max(left.values()), head + (rows + 0.5) * ROW_PX, counted, fontsize=ROLE_SIZE,
                  color=SOFT_WORDS, family=SANS, va="center_baseline", parse_math=False)  # fmt: skip
    axes.add_collection(LineCollection(_branches(order, spots, columns), colors=ARROW, linewidths=1, zorder=1))
    return figure


def _box(axes, process: Process, x: float, y: float, wide: float) -> None:
    bad = bool(process.signal or process.exit_code)
    helper = process.is_helper
    axes.add_patch(
        FancyBboxPatch(
            (x, y - HIGH_PX / 2),
            wide,
            HIGH_PX,
            boxstyle="round,pad=0,rounding_size=5",
            facecolor=PAPER if helper else "#f1f4f6",
            edgecolor=NEUTRAL if bad else ARROW,
            linewidth=1.6 if bad else 0.9,
            linestyle=(0, (3, 2)) if helper else "solid",
            zorder=2,
        )
    )
    style = {"family": SANS, "parse_math": False, "va": "center_baseline", "zorder": 3}
    axes.text(
        x + 9,
        y - 8,
        shortened(process.role, LONGEST_PX, ROLE_SIZE),
        fontsize=ROLE_SIZE,
        color=SOFT_WORDS if helper else WORDS,
        **style,
    )
    axes.text(x + 9, y + 9, str(process.pid), fontsize=FACT_SIZE, color=SOFT_WORDS, **{**style, "family": MONO})
    axes.text(
        x + wide - 9,
        y + 9,
        ending(process),
        fontsize=FACT_SIZE,
        color=WORDS if bad else SOFT_WORDS,
        ha="right",
        weight="bold" if bad else "normal",
        **style,
    )


def _branches(order, spots, columns) -> list:
    """Elbow lines from each parent's right side to its children's left sides."""
    found, parents = [], {}
    for process, depth in order:
        parents[depth] = process
        if depth:
            x0, y0 = spots[id(parents[depth - 1])]
            x1, y1 = spots[id(process)]
            x0 += columns[depth - 1]
            found.append([(x0, y0), (x0 + GAP_PX / 2, y0), (x0 + GAP_PX / 2, y1), (x1, y1)])
    return found
