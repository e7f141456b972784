"""The page around the lanes: title, legend, axes, footnotes, each below the other.

How high a page is, is known only when everything on it is: the lanes are drawn first, and this gives
them their places.
"""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..ink import FAINT, NEUTRAL, SOFT_WORDS, WORDS
from ..lettering import DPI, SANS, ascii_only, shortened
from . import legend
from .footnote import footnotes
from .panel import MS, Panel

WIDTH = 10.5  # inches: about a thousand pixels of a notebook's page


def arrange(
    figure: Figure, panels: list[Panel], titles: list, title: str | None, left_px: float, width_px_: float
) -> None:
    """Give everything its place, top to bottom, now that it is known how high each part is."""
    seen = set().union(*(panel.seen for panel in panels))
    layers = {panel.recording.kernel_layer for panel in panels}
    room_px = WIDTH * DPI - 24
    legend_rows = legend.rows(legend.items(seen, panels[0].colours, layers), room_px)
    notes = footnotes(
        [panel.recording for panel in panels],
        seen,
        any(len(lane.turns) > 1 for panel in panels for lane in panel.lanes),
    )
    head = 0.10 + (0.30 if title else 0) + len(legend_rows) * legend.ROW_PX / DPI + 0.08
    above = [0.30 if name else 0.06 for name in titles]
    below = [0.30 if panel is not panels[-1] else 0.52 for panel in panels]
    height = head + sum(panel.height for panel in panels) + sum(above) + sum(below) + 0.155 * len(notes) + 0.06
    figure.set_size_inches(WIDTH, height)

    def place(axes, left_px, top, wide_px, high):
        axes.set_position((left_px / DPI / WIDTH, 1 - (top + high) / height, wide_px / DPI / WIDTH, high / height))

    def write(px, top, text, size, colour, **style):
        figure.text(
            px / DPI / WIDTH,
            1 - top / height,
            ascii_only(text),
            fontsize=size,
            color=colour,
            family=SANS,
            va="center_baseline",
            parse_math=False,
            **style,
        )

    top = 0.10
    if title:
        write(12, top + 0.13, shortened(title, room_px, 12), 12, WORDS)
        top += 0.30
    samples = figure.add_axes((0, 0, 1, 1))
    legend.draw(samples, legend_rows, panels[0].colours, room_px)
    place(samples, 12, top, room_px, len(legend_rows) * legend.ROW_PX / DPI)
    top = head
    for panel, name, over, under in zip(panels, titles, above, below, strict=True):
        if name:
            write(left_px, top + 0.17, shortened(name, width_px_, 10), 10, WORDS)
        top += over
        place(panel.axes, left_px, top, width_px_, panel.height)
        _axis(panel, panel is panels[-1])
        top += panel.height + under
    for at, note in enumerate(notes):
        write(WIDTH * DPI - 12, top + 0.155 * (at + 0.5), note, 7.5, SOFT_WORDS, ha="right")


def _axis(panel: Panel, last: bool) -> None:
    axes = panel.axes
    axes.set_facecolor("none")
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(NEUTRAL if last else FAINT)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(10, steps=[1, 2, 2.5, 5, 10]))
    axes.tick_params(
        axis="x",
        labelsize=8.5,
        labelcolor=WORDS,
        color=NEUTRAL if last else FAINT,
        length=3,
        labelbottom=last,
    )
    for label in axes.get_xticklabels():
        label.set_family(SANS)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda time, _: f"{time:.10g}"))
    axes.grid(axis="x", color=FAINT, linewidth=0.8)
    axes.set_axisbelow(True)
    if last:
        unit = "milliseconds" if panel.unit == MS else "seconds"
        axes.set_xlabel(f"{unit} since the program started", fontsize=9, color=SOFT_WORDS, family=SANS, labelpad=3)
