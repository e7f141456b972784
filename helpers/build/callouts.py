"""A timeline with its marks explained: the picture at the beginning of the course.

    main     (1)▐▌██(2)──(4)sleep────(7)────o (8)      the timeline of a real run, without its legend,
    child 1     (3)█▄█▄█▄o┄┄┄┄                         with a number beside each mark

    (1) what it means      (5) what it means           and what each number means below it
    (2) what it means      (6) what it means

A spot is found in the recording (the first fork, the longest sleep), so that every making of the picture points at
the right place, whatever the times were. Numbers, not lines to the words: lines would have to cross the lanes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ..picture.ink import MARK, PAPER, WORDS
from ..picture.lettering import DPI, SANS
from ..picture.timeline.panel import PAD_PX, Panel
from ..picture.timeline.timeline import drawn
from ..picture.timeline.window import window_of
from ..recording.recording import Recording

SHARP = 200
LETTERS, NUMBERS = 9.5, 7.5
COLUMNS, LINE_PX = 2, 22
UNDER_PX = 52  # of the lanes, for the axis


@dataclass(frozen=True)
class Spot:
    """What to say, of which place (an instant in a lane, `down` inches from the bar's middle), and where the number is.

    `across` and `above` say how many pixels it stands from that place, so that it doesn't hide what it is about.
    """

    words: str
    time_ns: float
    pid: int
    down: float = 0.0
    across: float = 0.0
    above: float = 0.0


def spots(r: Recording) -> list[Spot]:
    """What is explained in a recording of `0/every_mark.py` on the exact layer, from top to bottom."""
    main, first, second, third = r.processes
    turn = max(r.turns(second), key=lambda turn: turn.end_ns - turn.start_ns)
    off = max(pairwise(r.turns(first)), key=lambda pair: pair[1].start_ns - pair[0].end_ns)
    nap, work = r.waits("sleep", main)[0], r.calls("compute", second)[0]
    line = next(line for line in r.lines() if line.pid == second.pid)
    (end, _), (killed, _), (collected, _) = r.end(main).known(), r.end(third).known(), r.collected(first).known()
    since, until = r.zombie(second).known()
    away = (off[0].end_ns + off[1].start_ns) / 2
    return [
        Spot("a thin line: alive, and waiting; below it, for what", _share(nap.start_ns, nap.end_ns, 0.3), main.pid,
             above=13),
        Spot("a dashed arrow: its parent collected it", collected, main.pid, 0.24, 16, -6),
        Spot("an end, and the exit status", end, main.pid, above=22),
        Spot("an arrow down: it started a process", first.created_ns, first.pid, -0.24, -16, 8),
        Spot("half thickness: ready, but another one has the CPU", away, first.pid, 0.06, above=-13),
        Spot("full thickness: on a CPU", (turn.start_ns + turn.end_ns) / 2, second.pid, 0.12, above=-13),
        Spot("a colour: the function it is in", _share(work.start_ns, work.end_ns, 0.9), second.pid, -0.2, 0, 0),
        Spot("a triangle: it wrote this line", line.time_ns, second.pid, 0.3, -15, -8),
        Spot("dotted: it has ended, and nobody has collected it yet", _share(since, until, 0.7), second.pid, above=20),
        Spot("a cross: a signal ended it", killed, third.pid, 0, 14, 20),
    ]  # fmt: skip


def _share(start: float, end: float, share: float) -> float:
    return start + share * (end - start)


def labelled_timeline(recording: Recording) -> Figure:
    """The timeline of `recording` with numbers in it. The recording must be exact, or turns can't be pointed at."""
    figure, [panel] = drawn([recording], [None], window_of([recording], None, None), None, False, [None], None)
    said: list[tuple[str, Spot | None]] = [("a lane is a process: its role and its PID", None)]
    if panel.window.stub:
        said.append(("a torn bar: Python's own start, shortened", None))
    said += [(spot.words, spot) for spot in spots(recording)]
    for number, (_, spot) in enumerate(said, start=1):
        if spot:
            place = panel.row_of[spot.pid]
            _number(panel, number, spot.time_ns, panel.y(place) + spot.down, spot.across, spot.above)
    _number(panel, 1, panel.ns(0), panel.y(0), -16, 17)
    if panel.window.stub:
        _number(panel, 2, panel.ns(PAD_PX + 6), panel.y(0), 0, 24)
    figure.set_dpi(SHARP)
    figure.canvas.draw()
    box = panel.axes.bbox
    top = int(figure.bbox.height - box.y1) - 24  # from here on down: the lanes, without the legend
    bottom = int(figure.bbox.height - box.y0 + UNDER_PX * SHARP / DPI)  # the axis, without the footnotes
    return _page(numpy.asarray(figure.canvas.buffer_rgba())[top:bottom], [words for words, _ in said])


def _number(panel: Panel, number: int, time_ns: float, y: float, across: float, above: float) -> None:
    """A number in a circle, so many pixels from its place."""
    panel.axes.annotate(
        str(number),
        (panel.x(time_ns), y),
        xytext=(across * 72 / DPI, above * 72 / DPI),
        textcoords="offset points",
        ha="center",
        va="center_baseline",
        fontsize=NUMBERS,
        family=SANS,
        weight="bold",
        color=MARK,
        annotation_clip=False,
        zorder=30,
        bbox={"boxstyle": "circle,pad=0.22", "facecolor": PAPER, "edgecolor": MARK, "linewidth": 1},
    )


def _page(image: numpy.ndarray, words: list[str]) -> Figure:
    """The image, and below it what the numbers mean, in columns."""
    high, wide = image.shape[0] * DPI / SHARP, image.shape[1] * DPI / SHARP
    rows = -(-len(words) // COLUMNS)
    height = high + rows * LINE_PX + 14
    page = Figure(figsize=(wide / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(page)
    axes = page.add_axes((0, 0, 1, 1))
    axes.imshow(image, extent=(0, wide, high, 0), interpolation="none", aspect="auto")
    axes.set_xlim(0, wide)
    axes.set_ylim(height, 0)
    axes.axis("off")
    for at, text in enumerate(words):
        x, y = 22 + at // rows * (wide / COLUMNS), high + (at % rows + 0.5) * LINE_PX + 4
        style = {"family": SANS, "va": "center_baseline"}
        circle = {"boxstyle": "circle,pad=0.22", "facecolor": PAPER, "edgecolor": MARK, "linewidth": 1}
        axes.text(x, y, str(at + 1), fontsize=NUMBERS, ha="center", weight="bold", color=MARK, bbox=circle, **style)
        axes.text(x + 18, y, text, fontsize=LETTERS, color=WORDS, **style)
    return page
