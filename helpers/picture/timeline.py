"""The timeline: a lane for every process, drawn from what the operating system recorded.

    title
    legend (only what is there)
    main  4711     ████▄▄██─────────────────────█─o exit 0     thickness: full = on a CPU, half = ready,
      child 4712       ▼███──────███──o exit 0                 thin = waiting, nothing = not alive
    ──┬──────┬──────┬──────┬──                                 colour: the function it was in
    footnote (how far the picture can be trusted)

Nothing here is guessed: what the recording doesn't hold isn't drawn. The figure needs no pyplot, no display and
no global state, so it is the same in a notebook, in a test and on the command line.
"""

from __future__ import annotations

from typing import Sequence

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..record.recording import Recording
from . import bars, legend, marks
from .footnote import footnotes
from .ink import FAINT, LIFE, NEUTRAL, PAPER, SOFT_WORDS, WORDS, Colours
from .lanes import Lane, lanes_of
from .lettering import DPI, MONO, SANS, ascii_only, shortened, width_px
from .panel import PAD_PX, Look, Panel

WIDTH = 10.5  # inches: about a thousand pixels of a notebook's page
MS, S = 1_000_000, 1_000_000_000
SECONDS_FROM = 5 * S  # from here on an axis counts in seconds
LONGEST_LABEL_PX = 210


def timeline(recording: Recording, start_ms: float | None = None, end_ms: float | None = None,
             title: str | None = None, threads: bool = False) -> Figure:
    """The timeline of one recording, or of its part from `start_ms` to `end_ms` (ms from the program's start).

    With `threads`, threads that a library started for itself have lanes of their own, too.
    Raises ValueError if the part ends before it begins.
    """
    return _figure([recording], [None], start_ms, end_ms, title, threads)


def timelines(recordings: Sequence[Recording], titles: Sequence[str] | None = None, start_ms: float | None = None,
              end_ms: float | None = None, title: str | None = None, threads: bool = False) -> Figure:
    """Several recordings below each other, on one time axis and in the same colours.

    Raises ValueError if there is no recording, or if there aren't as many titles as recordings.
    """
    recordings = list(recordings)
    titles = list(titles) if titles is not None else [None] * len(recordings)
    if not recordings:
        raise ValueError("There is no recording to draw: give at least one.")
    if len(titles) != len(recordings):
        raise ValueError(f"There are {len(recordings)} recordings but {len(titles)} titles: give one title for each.")
    return _figure(recordings, titles, start_ms, end_ms, title, threads)


def window_of(recordings: Sequence[Recording], start_ms: float | None, end_ms: float | None) -> tuple[int, int]:
    """The part of time to draw, in ns."""
    last = max([recording.wall_ns for recording in recordings]
               + [process.exited_ns or 0 for recording in recordings for process in recording.processes])
    start = 0 if start_ms is None else round(start_ms * MS)
    end = max(last, start + 1000) if end_ms is None else round(end_ms * MS)
    if end <= start:
        raise ValueError(f"The part from {start / MS:g} ms to {end / MS:g} ms is empty: it must end after it begins.")
    return start, end


def _figure(recordings, titles, start_ms, end_ms, title, threads) -> Figure:
    window = window_of(recordings, start_ms, end_ms)
    lanes = [lanes_of(recording, threads) for recording in recordings]
    colours = Colours(span.function for recording in recordings for span in recording.spans if span.kind == "call")
    look = Look.for_lanes(sum(map(len, lanes)), any(recording.output for recording in recordings))
    figure = Figure(figsize=(WIDTH, 4), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)

    left_px = _label_width(sum(lanes, []), look) + 14
    width = WIDTH * DPI - left_px - 12
    ends = [width_px(marks.ending(lane.process), marks.END_SIZE) for lane in sum(lanes, []) if lane.first]
    unit = S if window[1] - window[0] >= SECONDS_FROM else MS
    panels = []
    for recording, rows in zip(recordings, lanes):
        panel = Panel(figure.add_axes((0, 0, 1, 1)), recording, rows, window, look, colours, width,
                      max(ends, default=0) + 16, unit)
        marks.draw_marks(panel)
        bars.draw_lanes(panel)
        _labels(panel, left_px - 14)
        panels.append(panel)
    _arrange(figure, panels, titles, title, left_px, width)
    return figure


# ---- the labels on the left ----------------------------------------------------------------------


def _indent_px(lanes: list[Lane]) -> float:
    return min(13.0, 110 / max(1, max((lane.depth for lane in lanes), default=0)))


def _label(lane: Lane, look: Look) -> str:
    return shortened(lane.name, LONGEST_LABEL_PX, look.letters)


def _label_width(lanes: list[Lane], look: Look) -> float:
    step = _indent_px(lanes)
    names = [(lane.depth + (not lane.first)) * step + width_px(_label(lane, look), look.letters) for lane in lanes]
    numbers = [width_px(lane.number, look.letters - 0.5, MONO) for lane in lanes]
    return max(names, default=40) + max(numbers, default=20) + 22


def _labels(panel: Panel, wide_px: float) -> None:
    """Role and PID of each lane; a family tree's lines in front of them."""
    look, step = panel.look, _indent_px(panel.lanes)

    def put(px, y, text, **style):
        panel.axes.annotate(ascii_only(text), (0, y), xycoords=("axes fraction", "data"), xytext=(px * 72 / DPI, 0),
                            textcoords="offset points", va="center_baseline", parse_math=False, annotation_clip=False, **style)

    def line(xs, ys):
        panel.axes.plot([x / panel.width_px for x in xs], ys, color=LIFE, linewidth=0.7, clip_on=False, zorder=1,
                        transform=panel.axes.get_yaxis_transform())

    last_of: dict[int, float] = {}
    for place, lane in enumerate(panel.lanes):
        y, indent = panel.y(place), (lane.depth + (not lane.first)) * step
        grey = lane.is_helper or not lane.first
        put(indent - wide_px, y, _label(lane, look), ha="left", fontsize=look.letters, family=SANS,
            color=SOFT_WORDS if grey else WORDS, style="normal" if lane.first else "italic")
        put(-8, y, lane.number, ha="right", fontsize=look.letters - 0.5, family=MONO, color=SOFT_WORDS)
        level = lane.depth + (not lane.first)
        if level and level - 1 in last_of:
            x = indent - wide_px - step + 4
            line([x, x], [last_of[level - 1] + look.letters / 72 * 0.75, y])
            line([x, x + step - 7], [y, y])
        if lane.first:
            last_of = {depth: where for depth, where in last_of.items() if depth < level}
            last_of[level] = y


# ---- the page ------------------------------------------------------------------------------------


def _arrange(figure: Figure, panels: list[Panel], titles: list, title: str | None, left_px: float, width_px_: float) -> None:
    """Give everything its place, top to bottom, now that it is known how high each part is."""
    seen = set().union(*(panel.seen for panel in panels))
    layers = {panel.recording.kernel_layer for panel in panels}
    room_px = WIDTH * DPI - 24
    legend_rows = legend.rows(legend.items(seen, panels[0].colours, layers), room_px)
    notes = footnotes([panel.recording for panel in panels], seen, any(len(lane.turns) > 1 for panel in panels for lane in panel.lanes))
    head = 0.10 + (0.30 if title else 0) + len(legend_rows) * legend.ROW_PX / DPI + 0.08
    above = [0.30 if name else 0.06 for name in titles]
    below = [0.30 if panel is not panels[-1] else 0.52 for panel in panels]
    height = head + sum(panel.height for panel in panels) + sum(above) + sum(below) + 0.155 * len(notes) + 0.06
    figure.set_size_inches(WIDTH, height)

    def place(axes, left_px, top, wide_px, high):
        axes.set_position((left_px / DPI / WIDTH, 1 - (top + high) / height, wide_px / DPI / WIDTH, high / height))

    def write(px, top, text, size, colour, **style):
        figure.text(px / DPI / WIDTH, 1 - top / height, ascii_only(text), fontsize=size, color=colour, family=SANS,
                    va="center_baseline", parse_math=False, **style)

    top = 0.10
    if title:
        write(12, top + 0.13, title, 12, WORDS)
        top += 0.30
    samples = figure.add_axes((0, 0, 1, 1))
    legend.draw(samples, legend_rows, panels[0].colours, room_px)
    place(samples, 12, top, room_px, len(legend_rows) * legend.ROW_PX / DPI)
    top = head
    for panel, name, over, under in zip(panels, titles, above, below):
        if name:
            write(left_px, top + 0.17, name, 10, WORDS)
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
    axes.tick_params(axis="x", labelsize=8.5, labelcolor=WORDS, color=NEUTRAL if last else FAINT, length=3, labelbottom=last)
    for label in axes.get_xticklabels():
        label.set_family(SANS)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda time, _: f"{time:.10g}"))
    axes.grid(axis="x", color=FAINT, linewidth=0.8)
    axes.set_axisbelow(True)
    if last:
        unit = "milliseconds" if panel.unit == MS else "seconds"
        axes.set_xlabel(f"{unit} since the program started", fontsize=9, color=SOFT_WORDS, family=SANS, labelpad=3)


__all__ = ["PAD_PX", "timeline", "timelines"]
