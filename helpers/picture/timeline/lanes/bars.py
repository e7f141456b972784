"""How is a lane drawn? Its life, its turns on a CPU, its functions.

Everything of one kind and one colour goes into one collection: a collection of ten thousand rectangles
is drawn in the time of a few dozen single ones.
"""

from __future__ import annotations

from collections import defaultdict

from matplotlib.collections import LineCollection, PolyCollection

from ...ink import LIFE, PAPER, mixed
from ..boxes import rectangles
from ..panel import Panel
from .coarse import clipped, coarse, coarse_stretches
from .lanes import Lane
from .limits import draw_limits
from .names import name_calls, name_waits
from .pieces import MIXED, ON, READY, WAITING, innermost, pieces, states, together

HATCH_PX = 9  # a hatch on anything narrower is only dirt
SEEN_PX = 8  # stripes on anything narrower are not seen, and need no explanation


def pieces_of(lane: Lane, exact: bool) -> tuple[list[tuple], list[tuple]]:
    """The lane's pieces and the stretches of its calls, at full detail, as plain tuples (see pieces.py)."""
    new_process = exact and lane.first and lane.depth > 0
    stretches = innermost(lane.calls)
    own, *others = lane.turns
    of_threads = [states(own, lane.alive, new_process), *(states(turns, lane.alive) for turns in others)]
    return pieces(together(of_threads), stretches), stretches


def draw_lanes(panel: Panel) -> None:
    """All lanes of a panel: bands, lives, states, names."""
    bars: dict = defaultdict(list)
    bands: dict = defaultdict(list)
    lives: list = []
    for place, lane in enumerate(panel.lanes):
        fine, stretches = pieces_of(lane, panel.recording.kernel_layer == "exact")
        drawn = coarse(clipped(fine, panel.window.start, panel.window.end), panel.pixel_ns)
        calls = coarse_stretches(clipped(stretches, panel.window.start, panel.window.end), panel.pixel_ns)
        _gather(panel, place, drawn, calls, bars, bands, lives)
        name_calls(panel, place, calls)
        name_waits(panel, place, lane)
        draw_limits(panel, place, lane)
    if lives:
        panel.axes.add_collection(LineCollection(lives, colors=LIFE, linewidths=1.1, zorder=2, gid="life"))
    _draw_bands(panel, bands)
    _draw_bars(panel, bars)


def _gather(panel, place, drawn, calls, bars, bands, lives):
    look, middle = panel.look, panel.y(place)
    above, below = panel.band()
    for piece in drawn:
        left, right = panel.x(piece.start), panel.x(piece.end)
        if lives and lives[-1][1] == (left, middle):
            lives[-1] = lives[-1][0], (right, middle)
        else:
            lives.append(((left, middle), (right, middle)))
        if piece.state != WAITING:
            half = (look.ready if piece.state == READY else look.full) / 2
            if piece.end - piece.start >= (SEEN_PX if piece.state == MIXED else 1) * panel.pixel_ns:
                panel.seen.add(piece.state)
            bars[piece.state, piece.function].append((left, right, middle - half, middle + half))
    for call in calls:
        panel.seen.add(("function", call.name))
        box = panel.x(call.start), panel.x(call.end), middle - above, middle + below
        bands[call.name].append(box)


def _draw_bands(panel: Panel, bands: dict) -> None:
    for name, boxes in bands.items():
        colour = panel.colours.of(name)
        panel.axes.add_collection(
            PolyCollection(
                rectangles(boxes),
                facecolors=[mixed(colour, 0.16)],
                edgecolors=[mixed(colour, 0.42)],
                linewidths=0.6,
                zorder=1,
                gid=f"band {name}",
            )
        )


def _draw_bars(panel: Panel, bars: dict) -> None:
    for (state, function), boxes in bars.items():
        colour = panel.colours.of(function)
        face = {ON: colour, READY: mixed(colour, 0.55), MIXED: mixed(colour, 0.38)}[state]
        edge = colour if state == READY else face
        panel.axes.add_collection(
            PolyCollection(
                rectangles(boxes),
                facecolors=[face],
                edgecolors=[edge],
                linewidths=0.35,
                zorder=3 if state == READY else 4,
                gid=f"{state} {function}",
            )
        )
        hatch = "|||||" if state == MIXED else panel.colours.hatch(function) if state == ON else None
        least = SEEN_PX if state == MIXED else HATCH_PX
        wide = [box for box in boxes if box[1] - box[0] >= least * panel.x(panel.pixel_ns)]
        if hatch and wide:
            panel.axes.add_collection(
                PolyCollection(
                    rectangles(wide),
                    facecolors="none",
                    linewidths=0,
                    zorder=4.5,
                    hatch=hatch,
                    edgecolors=[colour if state == MIXED else mixed(PAPER, 0.45, colour)],
                    gid="hatch",
                )
            )
