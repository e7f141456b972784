"""A blank sheet for a small drawing that needs no axes: one unit is a pixel, and y grows downwards."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .ink import PAPER, WORDS
from .lettering import DPI, SANS, ascii_only, shortened

MARGIN_PX = 12


def blank(wide_px: float, high_px: float) -> Figure:
    """An empty figure of that size."""
    figure = Figure(figsize=(wide_px / DPI, high_px / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure


def title_of(figure: Figure, title: str | None, top_px: float = 23, size: float = 12) -> None:
    """Write the title at the top left of a figure, as much of it as fits; nothing if there is none."""
    if title:
        wide, high = figure.get_figwidth() * DPI, figure.get_figheight() * DPI
        text = ascii_only(shortened(title, wide - 2 * MARGIN_PX, size))
        figure.text(MARGIN_PX / wide, 1 - top_px / high, text, fontsize=size, color=WORDS, family=SANS,
                    va="center_baseline", parse_math=False)  # fmt: skip


def sheet(wide_px: float, high_px: float, title: str | None, title_px: float, title_size: float) -> tuple[Figure, Axes]:
    """A figure of that size and the axes that fill it; `title` stands `title_px` from the top."""
    figure = blank(wide_px, high_px)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(0, wide_px)
    axes.set_ylim(high_px, 0)
    title_of(figure, title, title_px, title_size)
    return figure, axes
