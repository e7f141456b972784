"""The start-up as a stub: a short torn bar in front of the axis, and how long it really took.

          main  ▐▌/ /████──────
start-up, 62 ms ─┴/ /──┬───────┬──
"""

from __future__ import annotations

from matplotlib.collections import LineCollection, PolyCollection

from ..ink import NEUTRAL, PAPER, SOFT_WORDS, mixed
from ..lettering import DPI, SANS
from .boxes import rectangles
from .look import LETTERS
from .panel import PAD_PX, STUB_PX, Panel

SLANT_PX, TEAR_PX = 2.5, 5
TORN_PX = PAD_PX + 0.55 * STUB_PX


def draw_stub(panel: Panel) -> None:
    """The first process's start-up: a pale bar with a torn end."""
    if not panel.window.stub or not panel.lanes:
        return
    middle, half = panel.y(0), panel.look.full / 2
    left, right = panel.x(panel.ns(PAD_PX)), panel.x(panel.ns(PAD_PX + STUB_PX))
    panel.axes.add_collection(
        PolyCollection(
            rectangles([(left, right, middle - half, middle + half)]),
            facecolors=[mixed(NEUTRAL, 0.5)],
            linewidths=0,
            zorder=4,
            gid="stub",
        )
    )
    _tear(panel, middle - half - 0.02, middle + half + 0.02)


def _tear(panel: Panel, top: float, bottom: float) -> None:
    """Two slanting white strokes, as on any axis that is broken."""
    at = TORN_PX - TEAR_PX / 2
    strokes = [
        [(panel.x(panel.ns(at + shift - SLANT_PX)), bottom), (panel.x(panel.ns(at + shift + SLANT_PX)), top)]
        for shift in (0, TEAR_PX)
    ]
    panel.axes.add_collection(LineCollection(strokes, colors=[PAPER], linewidths=2.2, zorder=4.6))


def name_stub(panel: Panel, last: bool) -> None:
    """Under the last panel, in front of the axis: what the stub is, and how long it took. And the axis is torn, too."""
    at = TORN_PX
    panel.axes.plot(
        [panel.x(panel.ns(at - 4)), panel.x(panel.ns(at + 4))],
        [panel.height, panel.height],
        color=PAPER,
        linewidth=3,
        clip_on=False,
        zorder=20,
        solid_capstyle="butt",
    )
    if last:
        took = panel.window.start / 1_000_000
        text = f"start-up, {took:.0f} ms" if took < 1000 else f"start-up, {took / 1000:.1f} s"
        panel.axes.annotate(
            text,
            (panel.x(panel.ns(PAD_PX + STUB_PX)), panel.height),
            xytext=(0, -13 * 72 / DPI),
            textcoords="offset points",
            ha="right",
            va="center_baseline",
            fontsize=LETTERS,
            family=SANS,
            color=SOFT_WORDS,
            annotation_clip=False,
        )
