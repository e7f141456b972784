"""The timeline: a lane for every process, drawn from what the operating system recorded.

    title
    legend (only what is there)
    main  4711     ████▄▄██─────────────────────█─o exit 0     thickness: full = on a CPU, half = ready,
      child 4712       ▼███──────███──o exit 0                 thin = waiting, nothing = not alive
    ──┬──────┬──────┬──────┬──                                 colour: the function it was in
    footnote (how far the picture can be trusted)

Nothing here is guessed: what the recording doesn't hold isn't drawn. The figure needs no pyplot, no display
and no global state, so it is the same in a notebook, in a test and on the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ...recording.recording import Recording
from ..ink import PAPER, Colours
from ..lettering import DPI, width_px
from .arrows import draw_arrows
from .lanes.bars import draw_lanes
from .lanes.endings import END_SIZE, draw_endings, ending
from .lanes.labels import draw_labels, label_width
from .lanes.lanes import lanes_of
from .page import WIDTH, arrange
from .panel import MS, Look, Panel, S
from .printed import draw_lines

SECONDS_FROM = 5 * S  # from here on an axis counts in seconds


def timeline(
    recording: Recording,
    start_ms: float | None = None,
    end_ms: float | None = None,
    title: str | None = None,
    threads: bool = False,
) -> Figure:
    """The timeline of one recording, or of its part from `start_ms` to `end_ms` (ms since its start).

    With `threads`, threads that a library started for itself have lanes of their own, too.
    Raises ValueError if the part ends before it begins.
    """
    return _figure([recording], [None], start_ms, end_ms, title, threads)


def timelines(
    recordings: Sequence[Recording],
    titles: Sequence[str] | None = None,
    start_ms: float | None = None,
    end_ms: float | None = None,
    title: str | None = None,
    threads: bool = False,
) -> Figure:
    """Several recordings below each other, on one time axis and in the same colours.

    Raises ValueError if there is no recording, or if there aren't as many titles as recordings.
    """
    recordings = list(recordings)
    named: list[str | None] = [*titles] if titles is not None else [None] * len(recordings)
    if not recordings:
        raise ValueError("There is no recording to draw: give at least one.")
    if len(named) != len(recordings):
        raise ValueError(f"There are {len(recordings)} recordings but {len(named)} titles: give one title for each.")
    return _figure(recordings, named, start_ms, end_ms, title, threads)


def window_of(recordings: Sequence[Recording], start_ms: float | None, end_ms: float | None) -> tuple[int, int]:
    """The part of time to draw, in ns."""
    last = max(
        [recording.wall_ns for recording in recordings]
        + [process.exited_ns or 0 for recording in recordings for process in recording.processes]
    )
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

    left_px = label_width(list(chain.from_iterable(lanes)), look) + 14
    width = WIDTH * DPI - left_px - 12
    ends = [width_px(ending(lane.process), END_SIZE) for lane in chain.from_iterable(lanes) if lane.first]
    unit = S if window[1] - window[0] >= SECONDS_FROM else MS
    panels = []
    for recording, rows in zip(recordings, lanes, strict=True):
        panel = Panel(
            figure.add_axes((0, 0, 1, 1)),
            recording,
            rows,
            window,
            look,
            colours,
            width,
            max(ends, default=0) + 16,
            unit,
        )
        draw_arrows(panel)
        draw_lines(panel)
        draw_endings(panel)
        draw_lanes(panel)
        draw_labels(panel, left_px - 14)
        panels.append(panel)
    arrange(figure, panels, titles, title, left_px, width)
    return figure
