"""What does a lesson want to be seen? Moments and phases that it names, in a strip above the lanes.

          the question is asked        collecting
                   ┆                 ├────────────┤
    main  ████─────┆────────────────────────────██─o exit 0

They come from the recording and not from a clock, so they are at the right place on every run:

    timeline(marks={"the question is asked": r.lines()[0], "the pool works": r.calls("task")})
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.collections import LineCollection

from ..ink import MARK
from ..lettering import shortened, width_px
from .panel import ENDS, LINES, NAMES, WAITS, Panel

SIZE = 8.5
ROW_HIGH = 0.17  # inches
BRACKET_HIGH = 0.07
HALF_TICK = 0.035


@dataclass(frozen=True)
class Named:
    """A moment (`end_ns` is None) or a phase, and its name."""

    name: str
    start_ns: int
    end_ns: int | None


@dataclass(frozen=True)
class Placed:
    """A name in the strip: its text, where it begins, and in which row (0 is next to the lanes)."""

    named: Named
    text: str
    left_px: float
    row: int


def read(marks: Mapping[str, object] | None, recording) -> tuple[list[Named], list[str]]:
    """The moments and phases, and the names of those that were not seen (None).

    A moment is a number of ns or a line that was written. A phase is anything with a beginning and an end (a call, a
    wait, a turn, a process), a pair of two such things or moments, or a list of them: from the first beginning to
    the last end. Raises TypeError if it is none of these.
    """
    found, missing = [], []
    for name, what in (marks or {}).items():
        start, end = _times(what, recording.wall_ns, name)
        if start is None:
            missing.append(name)
        else:
            found.append(Named(name, start, end))
    return found, missing


def _times(what, last_ns: int, name: str) -> tuple[int | None, int | None]:
    if what is None:
        return None, None
    if isinstance(what, int) and not isinstance(what, bool):
        return what, None
    if hasattr(what, "time_ns"):
        return what.time_ns, None
    if hasattr(what, "start_ns"):
        return what.start_ns, last_ns if what.end_ns is None else what.end_ns
    if isinstance(what, (tuple, list)):
        parts = [_times(part, last_ns, name) for part in what]
        known = [time for part in parts for time in part if time is not None]
        return (min(known), max(known)) if known and all(start is not None for start, _ in parts) else (None, None)
    raise TypeError(
        f"The mark {name!r} is a {type(what).__name__}, which says no time. Give a moment (a number of ns, a line that "
        "was written), something with a beginning and an end (a call, a wait, a process), or a pair or list of these."
    )


def plan_marks(panel: Panel, marks: list[Named]) -> float:
    """Find a place for every name in the window; returns how high the strip must be, in inches.

    Moments come next to the lanes, since their lines would otherwise go through the names of phases.
    """
    taken: list[list[tuple[float, float]]] = []
    start, end = panel.window.start, panel.window.end
    for named in sorted(marks, key=lambda named: (named.end_ns is not None, named.start_ns)):
        last = named.start_ns if named.end_ns is None else named.end_ns
        if last < start or named.start_ns > end:
            continue
        text = shortened(named.name, panel.width_px - 8, SIZE, weight="bold")
        wide = width_px(text, SIZE, weight="bold")
        first_px, last_px = panel.px(max(start, named.start_ns)), panel.px(min(end, last))
        centre = (first_px + last_px) / 2
        lefts = [
            max(2.0, min(left, panel.width_px - wide - 2))
            for left in (centre - wide / 2, centre - 6, centre + 6 - wide)
        ]
        row, left = next(
            (row, left)
            for row in range(len(taken) + 1)
            for left in (lefts if named.end_ns is None else lefts[:1])
            if row == len(taken) or not _hit(taken[row], *_spread(left, wide, first_px, last_px))
        )
        if row == len(taken):
            taken.append([])
        taken[row].append(_spread(left, wide, first_px, last_px))
        panel.marks.append(Placed(named, text, left, row))
    return len(taken) * (ROW_HIGH + BRACKET_HIGH) + (0.05 if taken else 0)


def _spread(left: float, wide: float, first: float, last: float) -> tuple[float, float]:
    return min(left, first) - 5, max(left + wide, last) + 5


def _hit(intervals: list[tuple[float, float]], left: float, right: float) -> bool:
    return any(left < end and start < right for start, end in intervals)


def draw_marks(panel: Panel) -> None:
    """The names, their brackets, and a dashed line from each down through the lanes, which words keep clear of."""
    thin, brackets = [], []
    for placed in panel.marks:
        named = placed.named
        bottom = panel.marks_high - placed.row * (ROW_HIGH + BRACKET_HIGH) - 0.04
        edges = [time for time in (named.start_ns, named.end_ns) if time is not None and panel.shows(time)]
        level = bottom - HALF_TICK
        for time in edges:
            thin.append(((panel.x(time), level), (panel.x(time), panel.height)))
            for place in range(len(panel.lanes)):
                for row in (NAMES, WAITS, LINES, ENDS):
                    panel.crossed[place, row].append(panel.px(time))
        if named.end_ns is not None:
            first, last = max(named.start_ns, panel.window.start), min(named.end_ns, panel.window.end)
            brackets.append(((panel.x(first), level), (panel.x(last), level)))
            brackets += [((panel.x(time), level - HALF_TICK), (panel.x(time), level + HALF_TICK)) for time in edges]
        y = bottom - BRACKET_HIGH - ROW_HIGH / 2 + 0.01
        panel.write(panel.ns(placed.left_px), y, placed.text, SIZE, MARK, "left", zorder=9, weight="bold")
    if panel.marks:
        panel.axes.add_collection(
            LineCollection(thin, colors=[MARK], linewidths=0.8, linestyles=[(0, (4, 2.5))], zorder=5.2, gid="marks")
        )
        panel.axes.add_collection(LineCollection(brackets, colors=[MARK], linewidths=1.4, zorder=5.2, gid="brackets"))
