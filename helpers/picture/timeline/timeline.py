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

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ...recording.recording import Recording
from ..ink import PAPER, Colours
from ..lettering import DPI, width_px
from .arrows import draw_arrows
from .lanes.bars import draw_lanes
from .lanes.endings import END_SIZE, draw_endings, ending
from .lanes.folded import FOLDED_HIGH, draw_folded, fold
from .lanes.labels import draw_labels, label_width
from .lanes.lanes import lanes_of
from .lanes.limits import draw_gap
from .look import MOST_HIGH, looks
from .marks import draw_marks, plan_marks, read
from .page import WIDTH, arrange
from .panel import MS, SECONDS_FROM, Panel, S
from .printed import draw_lines, plan_lines, rows_needed
from .stub import draw_stub
from .window import Window, window_of


def timeline(
    recording: Recording,
    start_ms: float | None = None,
    end_ms: float | None = None,
    title: str | None = None,
    threads: bool = False,
    startup: bool = False,
    marks: Mapping[str, object] | None = None,
    known: dict[str, int] | None = None,
) -> Figure:
    """The timeline of one recording, or of its part from `start_ms` to `end_ms` (ms since its start).

    Without a part it begins where the program's own work begins, with the start-up as a stub; with `startup`, at 0.
    With `threads`, threads that a library started for itself have lanes of their own, too. `marks` are moments and
    phases with their names (see marks.py). `known` remembers the functions' colours for the next picture (see ink.py).

    Raises ValueError if the part ends before it begins, TypeError if a mark is neither a moment nor a phase.
    """
    return drawn(
        [recording], [None], window_of([recording], start_ms, end_ms, startup), title, threads, [marks], known
    )[0]


def timelines(
    recordings: Sequence[Recording],
    titles: Sequence[str | None] | None = None,
    start_ms: float | None = None,
    end_ms: float | None = None,
    title: str | None = None,
    threads: bool = False,
    startup: bool = False,
    marks: Sequence[Mapping[str, object] | None] | None = None,
    known: dict[str, int] | None = None,
) -> Figure:
    """Several recordings below each other, on one time axis and in the same colours; `marks` has a mapping for each.

    Raises ValueError if there is no recording, or if there aren't as many titles, or marks, as recordings.
    """
    recordings = list(recordings)
    titles = list(titles) if titles is not None else [None] * len(recordings)
    marks = list(marks) if marks is not None else [None] * len(recordings)
    if not recordings:
        raise ValueError("There is no recording to draw: give at least one.")
    for what, given in (("titles", titles), ("marks", marks)):
        if len(given) != len(recordings):
            raise ValueError(
                f"There are {len(recordings)} recordings but {len(given)} {what}: give one of them for each."
            )
    return drawn(recordings, titles, window_of(recordings, start_ms, end_ms, startup), title, threads, marks, known)[0]


def drawn(
    recordings: list[Recording],
    titles: list,
    window: Window,
    title: str | None,
    threads: bool,
    marks: list,
    known: dict[str, int] | None,
) -> tuple[Figure, list[Panel]]:
    """The figure, and the panels in it: who wants to point at something in the picture asks them where it is."""
    named = [read(each, recording) for each, recording in zip(marks, recordings, strict=True)]
    folded = fold([lanes_of(recording, threads) for recording in recordings], window.start, window.end)
    everyone = [lane for lanes, _ in folded for lane in lanes]
    names = {span.name for recording in recordings for span in recording.spans if span.kind == "call"}
    colours = Colours({name.partition("(")[0] for name in names}, known)
    figure = Figure(figsize=(WIDTH, 4), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)

    left_px = label_width(everyone, [rest for _, rest in folded], window.stub) + 14
    width = WIDTH * DPI - left_px - 12
    right_px = (
        max([width_px(ending(lane.process), END_SIZE, weight="bold") for lane in everyone if lane.first] or [0]) + 16
    )
    unit = S if window.end - window.start >= SECONDS_FROM else MS
    panels = [
        Panel(figure.add_axes((0, 0, 1, 1)), recording, lanes, rest, window, colours, width, right_px, unit)
        for recording, (lanes, rest) in zip(recordings, folded, strict=True)
    ]
    _lay_out(panels, [moments for moments, _ in named])
    with no_collection():
        for panel in panels:
            draw_arrows(panel)
            draw_marks(panel)
            draw_lines(panel)
            draw_endings(panel)
            draw_lanes(panel)
            draw_folded(panel)
            draw_gap(panel)
            draw_stub(panel)
            draw_labels(panel, left_px - 14)
    arrange(figure, panels, titles, title, left_px, width, [name for _, unseen in named for name in unseen])
    return figure, panels


@contextmanager
def no_collection() -> Iterator[None]:
    """Without the cyclic garbage collector, which would look through 100,000 calls again and again for nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _lay_out(panels: list[Panel], moments: list) -> None:
    """The most legible look with which all lanes fit on the page; the last one, if none does."""
    strips = [plan_marks(panel, each) for panel, each in zip(panels, moments, strict=True)]
    for panel in panels:
        plan_lines(panel)
    for look in looks(sum(len(panel.lanes) for panel in panels)):
        for panel, strip in zip(panels, strips, strict=True):
            rows = rows_needed(panel, look.rows_of_lines)
            panel.lay_out(look, rows, strip, FOLDED_HIGH if panel.folded else 0)
        if sum(panel.height for panel in panels) <= MOST_HIGH:
            return
