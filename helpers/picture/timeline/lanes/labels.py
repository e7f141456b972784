"""Who is this lane? Role and PID at its left, and the lines of a family tree in front of them."""

from __future__ import annotations

from ....recording.recording import Process
from ...ink import LIFE, SOFT_WORDS, WORDS
from ...lettering import DPI, MONO, SANS, ascii_only, shortened, width_px
from ..look import LETTERS
from ..panel import Panel
from .folded import FOLDED_HIGH, folded_name
from .lanes import Lane

LABEL_SIZE = 9.0  # points, or less where lanes are thin
LONGEST_PX = 190
STUB_NAME_PX = 82  # "start-up, 100 ms" reaches over the stub, too


def _indent_px(lanes: list[Lane]) -> float:
    return min(13.0, 110 / max(1, max((lane.depth for lane in lanes), default=0)))


def _label(lane: Lane, size: float) -> str:
    return shortened(lane.name, LONGEST_PX, size)


def label_width(lanes: list[Lane], folded: list[list[Process]], stub: bool) -> float:
    """How wide the labels' column must be, in px; where the axis has a stub, its name stands there, too."""
    step, size = _indent_px(lanes), LABEL_SIZE
    names = [(lane.depth + (not lane.first)) * step + width_px(_label(lane, size), size) for lane in lanes]
    numbers = [width_px(lane.number, size - 0.5, MONO) for lane in lanes]
    both = max(names, default=40) + max(numbers, default=20) + 22
    rest = [width_px(folded_name(processes), size) + 14 for processes in folded if processes]
    return max([both, STUB_NAME_PX if stub else 0, *rest])


def draw_labels(panel: Panel, wide_px: float) -> None:
    """Role and PID of each lane; a family tree's lines in front of them."""
    look, step = panel.look, _indent_px(panel.lanes)

    def put(px, y, text, **style):
        panel.axes.annotate(
            ascii_only(text),
            (0, y),
            xycoords=("axes fraction", "data"),
            xytext=(px * 72 / DPI, 0),
            textcoords="offset points",
            va="center_baseline",
            parse_math=False,
            annotation_clip=False,
            **style,
        )

    def line(xs, ys):
        panel.axes.plot(
            [x / panel.width_px for x in xs],
            ys,
            color=LIFE,
            linewidth=0.7,
            clip_on=False,
            zorder=1,
            transform=panel.axes.get_yaxis_transform(),
        )

    last_of: dict[int, float] = {}
    for place, lane in enumerate(panel.lanes):
        y, indent = panel.y(place), (lane.depth + (not lane.first)) * step
        grey = lane.process.is_helper or not lane.first
        put(
            indent - wide_px,
            y,
            _label(lane, look.labels_letters),
            ha="left",
            fontsize=look.labels_letters,
            family=SANS,
            color=SOFT_WORDS if grey else WORDS,
            style="normal" if lane.first else "italic",
        )
        put(
            -8,
            y,
            lane.number,
            ha="right",
            fontsize=max(LETTERS, look.labels_letters - 0.5),
            family=MONO,
            color=SOFT_WORDS,
        )
        level = lane.depth + (not lane.first)
        if level and level - 1 in last_of:
            x = indent - wide_px - step + 4
            line([x, x], [last_of[level - 1] + look.labels_letters / 72 * 0.75, y])
            line([x, x + step - 7], [y, y])
        if lane.first:
            last_of = {depth: where for depth, where in last_of.items() if depth < level}
            last_of[level] = y
    if panel.folded:
        y = panel.folded_top + FOLDED_HIGH / 2 + 0.06
        put(
            -wide_px,
            y,
            folded_name(panel.folded),
            ha="left",
            fontsize=look.labels_letters,
            family=SANS,
            color=SOFT_WORDS,
        )
