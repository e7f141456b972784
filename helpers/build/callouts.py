"""A timeline with its marks explained: the picture at the beginning of the course.

    what it means        what it means
          │                    │              words above and below, each with a line to the spot that it is about
    ██████████───────────────sleep───o        the timeline of a real run, without its legend
          │
    what it means

A spot is found in the recording (the first fork, the longest sleep), so that every making of the picture points at
the right place, whatever the times were.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import pairwise

import numpy
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ..picture import timeline
from ..picture.ink import PAPER, WORDS
from ..picture.lettering import DPI, SANS
from ..picture.timeline.lanes.lanes import lanes_of
from ..picture.timeline.panel import Look
from ..recording.recording import Recording

SHARP = 200
LETTERS = 9.5
LETTERS_WIDE = 21  # of a call-out's line
APART = 1.55  # inches from the middle of one call-out to the next
ABOVE, BELOW, UNDER = 0.85, 1.05, 0.48  # inches of room: for the words above, below, and for the axis
CALL = "#c1121f"  # red is no function's colour, so nobody takes these lines for a part of the timeline
MS = 1_000_000


@dataclass(frozen=True)
class Spot:
    """What to say, and of which place: an instant, a lane, and how far from the bar's middle (in full bars, down)."""

    words: str
    time_ns: float
    pid: int
    down: float = 0.0


def spots(r: Recording) -> tuple[list[Spot], list[Spot]]:
    """The call-outs above the timeline and below it, of a recording of `0/every_mark.py` on the exact layer."""
    main, first, second, third = r.processes
    turn = max(r.turns(main), key=lambda turn: turn.end_ns - turn.start_ns)
    off = max(pairwise(r.turns(first)), key=lambda pair: pair[1].start_ns - pair[0].end_ns)
    nap, work = r.waits("sleep", main)[0], r.calls("compute", second)[0]
    line = next(line for line in r.lines() if line.pid == second.pid)
    above = [
        Spot("a lane is a process: its role and its PID", -0.055 * r.wall_ns, main.pid, -0.3),
        Spot("full thickness: on a CPU", (turn.start_ns + turn.end_ns) / 2, main.pid, -0.3),
        Spot("an arrow down: it started a process", first.created_ns, main.pid, 1.2),
        Spot("a thin line: alive, waiting, and for what", _share(nap.start_ns, nap.end_ns, 0.5), main.pid),
        Spot("a dashed arrow: its parent collected it", seen(first.collected_ns), main.pid, 1.1),
        Spot("an end, and the exit status", seen(main.exited_ns), main.pid),
    ]
    below = [
        Spot("half thickness: ready, but another one has the CPU", (off[0].end_ns + off[1].start_ns) / 2, first.pid),
        Spot("a colour: the function it is in", _share(work.start_ns, work.end_ns, 0.4), second.pid, 0.8),
        Spot("a triangle: it wrote this line", line.time_ns, second.pid, 1.1),
        Spot("dotted: it has ended, and nobody has collected it yet",
             _share(seen(second.exited_ns), seen(second.collected_ns), 0.7), second.pid),
        Spot("a cross: a signal ended it", seen(third.exited_ns), third.pid),
    ]  # fmt: skip
    return above, below


def seen(time_ns: int | None) -> int:
    """A time that the exact layer has seen. Raises ValueError if it hasn't."""
    if time_ns is None:
        raise ValueError("The recording lacks an end that a call-out is to point at: run it again.")
    return time_ns


def _share(start: float, end: float, share: float) -> float:
    return start + share * (end - start)


def labelled_timeline(recording: Recording) -> Figure:
    """The timeline of `recording` with words around it. The recording must be exact, or turns can't be pointed at."""
    drawn = timeline(recording)
    drawn.set_dpi(SHARP)
    drawn.canvas.draw()
    panel = next(axes for axes in drawn.axes if axes.get_xlabel())
    top = int(drawn.bbox.height - panel.bbox.y1) - 8  # from here on down: the lanes, without the legend
    bottom = int(drawn.bbox.height - panel.bbox.y0 + UNDER * SHARP)  # the axis, without the footnotes
    image = numpy.asarray(drawn.canvas.buffer_rgba())[top:bottom]
    return _page(image, _places(drawn, panel, recording, top), *spots(recording))


def _places(drawn: Figure, panel, recording: Recording, top: int):
    """A function from a Spot to its pixel in the cropped timeline (across, down)."""
    lanes = lanes_of(recording, False)
    look = Look.for_lanes(len(lanes), bool(recording.output))
    rows = {lane.process.pid: row for row, lane in enumerate(lanes)}

    def place(spot: Spot) -> tuple[float, float]:
        y = rows[spot.pid] * look.pitch + (look.pitch - look.lines) / 2 + spot.down * look.full
        across, up = panel.transData.transform((spot.time_ns / MS, y))
        return across, drawn.bbox.height - up - top

    return place


def _apart(wanted: list[float], wide: float) -> list[float]:
    """Places as near to those that are wanted as the words' width allows, in the same order."""
    gap = APART * SHARP
    places: list[float] = []
    for number, x in enumerate(wanted):
        least = places[-1] + gap if places else gap / 2
        places.append(max(least, min(x, wide - gap / 2 - (len(wanted) - 1 - number) * gap)))
    return places


def _page(image: numpy.ndarray, place, above: list[Spot], below: list[Spot]) -> Figure:
    """The image, the words above and below it, and their lines."""
    high, wide, _ = image.shape
    up, down = ABOVE * SHARP, BELOW * SHARP
    height = up + high + down
    page = Figure(figsize=(wide / SHARP, height / SHARP), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(page)
    axes = page.add_axes((0, 0, 1, 1))
    axes.imshow(image, extent=(0, wide, high, 0), interpolation="none", aspect="auto")
    axes.set_xlim(0, wide)
    axes.set_ylim(high + down, -up)
    axes.axis("off")
    head = "-|>,head_width=0.18,head_length=0.35"
    line = {"arrowstyle": head, "color": CALL, "linewidth": 1.1, "shrinkA": 3, "shrinkB": 1}
    for found, y, side in ((above, -0.28 * SHARP, "bottom"), (below, high + 0.28 * SHARP, "top")):
        found = sorted(found, key=lambda spot: place(spot)[0])
        for spot, x in zip(found, _apart([place(spot)[0] for spot in found], wide), strict=True):
            axes.annotate(
                textwrap.fill(spot.words, LETTERS_WIDE),
                xy=place(spot),
                xytext=(x, y),
                ha="center",
                va=side,
                fontsize=LETTERS,
                family=SANS,
                color=WORDS,
                annotation_clip=False,
                arrowprops=line,
            )
    return page
