"""The page around the lanes: title, legend, axes, footnotes, each below the other.

How high a page is, is known only when everything on it is: the lanes are drawn first, and this gives
them their places.
"""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from ..ink import FAINT, NEUTRAL, SOFT_WORDS, WORDS
from ..lettering import DPI, SANS, ascii_only, shortened
from . import legend
from .footnote import footnotes
from .look import LETTERS
from .panel import MS, Panel
from .stub import name_stub

WIDTH_PX = 900  # of a notebook's page
WIDTH = WIDTH_PX / DPI  # inches
FIRST_TICK = 0.02  # of the axis: as far from a stub's name is the first number
AXIS_PX, NOTE_PX = 52, 15.5  # the room for the axis' numbers and name, and for a line of a footnote


def arrange(
    figure: Figure,
    panels: list[Panel],
    titles: list,
    title: str | None,
    left_px: float,
    width_px_: float,
    unseen: list[str],
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
        unseen,
    )
    head = 0.10 + (0.30 if title else 0) + len(legend_rows) * legend.ROW_PX / DPI + 0.08
    above = [0.30 if name else 0.06 for name in titles]
    below = [0.30 if panel is not panels[-1] else AXIS_PX / DPI for panel in panels]
    height = head + sum(panel.height for panel in panels) + sum(above) + sum(below) + NOTE_PX / DPI * len(notes) + 0.06
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
        axis(panel.axes, panel.unit, panel is panels[-1], start=panel.window.start if panel.window.stub else None)
        if panel.window.stub:
            name_stub(panel, panel is panels[-1])
        top += panel.height + under
    for at, note in enumerate(notes):
        write(WIDTH * DPI - 12, top + NOTE_PX / DPI * (at + 0.5), note, LETTERS, SOFT_WORDS, ha="right")


def axis(axes, unit: float, last: bool, start: int | None = None) -> None:
    """The axis of time: ms or s, with its numbers under the last panel only, and none before `start` (ns)."""
    axes.set_facecolor("none")
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(NEUTRAL if last else FAINT)
    axes.set_yticks([])
    ticks = MaxNLocator(9, steps=[1, 2, 2.5, 5, 10]).tick_values(*axes.get_xlim())
    first, end = axes.get_xlim()
    first = first if start is None else start / unit + (end - first) * FIRST_TICK
    axes.xaxis.set_major_locator(FixedLocator([tick for tick in ticks if max(0, first) <= tick <= end]))
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
        name = "milliseconds" if unit == MS else "seconds"
        axes.set_xlabel(f"{name} since the program started", fontsize=9, color=SOFT_WORDS, family=SANS, labelpad=3)
