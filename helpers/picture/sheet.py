"""A blank sheet for a small drawing that needs no axes: one unit is a pixel, and y grows downwards."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .ink import PAPER, WORDS
from .lettering import DPI, SANS, ascii_only, shortened

MARGIN_PX = 12


def sheet(wide_px: float, high_px: float, title: str | None, title_px: float, title_size: float) -> tuple[Figure, Axes]:
    """A figure of that size and the axes that fill it; `title` stands `title_px` from the top."""
    figure = Figure(figsize=(wide_px / DPI, high_px / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(0, wide_px)
    axes.set_ylim(high_px, 0)
    if title:
        text = ascii_only(shortened(title, wide_px - 2 * MARGIN_PX, title_size))
        axes.text(MARGIN_PX, title_px, text, fontsize=title_size, color=WORDS, family=SANS,
                  va="center_baseline", parse_math=False)  # fmt: skip
    return figure, axes
