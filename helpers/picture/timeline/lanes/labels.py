"""Who is this lane? Role and PID at its left, and the lines of a family tree in front of them."""

from __future__ import annotations

from ...ink import LIFE, SOFT_WORDS, WORDS
from ...lettering import DPI, MONO, SANS, ascii_only, shortened, width_px
from ..panel import Look, Panel
from .lanes import Lane

LONGEST_PX = 210


def _indent_px(lanes: list[Lane]) -> float:
    return min(13.0, 110 / max(1, max((lane.depth for lane in lanes), default=0)))


def _label(lane: Lane, look: Look) -> str:
    return shortened(lane.name, LONGEST_PX, look.letters)


def label_width(lanes: list[Lane], look: Look) -> float:
    step = _indent_px(lanes)
    names = [(lane.depth + (not lane.first)) * step + width_px(_label(lane, look), look.letters) for lane in lanes]
    numbers = [width_px(lane.number, look.letters - 0.5, MONO) for lane in lanes]
    return max(names, default=40) + max(numbers, default=20) + 22


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
            _label(lane, look),
            ha="left",
            fontsize=look.letters,
            family=SANS,
            color=SOFT_WORDS if grey else WORDS,
            style="normal" if lane.first else "italic",
        )
        put(-8, y, lane.number, ha="right", fontsize=look.letters - 0.5, family=MONO, color=SOFT_WORDS)
        level = lane.depth + (not lane.first)
        if level and level - 1 in last_of:
            x = indent - wide_px - step + 4
            line([x, x], [last_of[level - 1] + look.letters / 72 * 0.75, y])
            line([x, x + step - 7], [y, y])
        if lane.first:
            last_of = {depth: where for depth, where in last_of.items() if depth < level}
            last_of[level] = y
