"""The kernel's side of the same story: a lane for each CPU, and in it who was on it.

    CPU 0   main ██ child 1 ▒▒▒▒▒▒ child 2 ░░░░░░ child 1 ▒▒▒▒▒ ┄┄┄┄┄ main ██
    CPU 1   ┄┄┄┄┄┄┄┄┄┄┄ child 3 ▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚┄┄┄┄┄┄┄┄
            ──┬──────┬──────┬──────┬──

Colour and hatch are the process; its name stands above the bar where it fits. Between the bars there was nothing of
this program: the CPU may have been idle or have belonged to somebody else, which isn't recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from ..recording.recording import OnCpu, Recording
from .ink import LIFE, NEUTRAL, PAPER, SOFT_WORDS, WORDS, Colours, mixed
from .lettering import DPI, SANS, ascii_only, width_px
from .sheet import MARGIN_PX, blank, title_of
from .timeline import legend
from .timeline.boxes import rectangles
from .timeline.footnote import wrapped
from .timeline.lanes.coarse import clipped, coarse
from .timeline.lanes.pieces import MIXED, ON, SEVERAL, Piece
from .timeline.look import LETTERS, MOST_HIGH
from .timeline.page import AXIS_PX, NOTE_PX, WIDTH_PX, axis
from .timeline.panel import MS, SECONDS_FROM, S
from .timeline.window import Window, window_of

MOST_LANES = 40
FULL_PX, NAMES_PX, GAP_PX, LEAST_PX = 26, 15, 9, 15
STRIPES_PX = 8  # narrower stripes are not seen
GAP = "gap"
MOSTLY = 0.6  # of a crowd of turns of one process: from here on it is drawn as one turn
LAYERS = {
    "exact": "who was on which CPU: exact, from the kernel's switch records",
    "sampled": "who was on which CPU: sampled every few ms; finer detail is not known",
    "none": "who was on which CPU: not available here",
}
EMPTY = "nothing of this program"


def cpus(
    recording: Recording, start_ms: float | None = None, end_ms: float | None = None, title: str | None = None
) -> Figure:
    """Who was on which CPU, from `start_ms` to `end_ms` (ms since the program's start), or from its first own step on.

    A CPU on which nothing of the program ever ran has no lane. Raises ValueError if the part ends before it begins.
    """
    window = window_of([recording], start_ms, end_ms)
    lanes = lanes_of_cpus(recording)
    inks = Inks(recording)
    pitch = max(LEAST_PX, min(FULL_PX + NAMES_PX + GAP_PX, MOST_HIGH * DPI / max(1, len(lanes))))
    named = pitch == FULL_PX + NAMES_PX + GAP_PX
    left = MARGIN_PX + max([width_px(f"CPU {cpu}", 9) for cpu in lanes] or [0]) + 14
    wide = WIDTH_PX - left - MARGIN_PX
    pixel_ns = (window.end - window.start) / wide
    drawn = [_pieces(turns, inks, window, pixel_ns) for turns in lanes.values()]

    seen = {piece.function for row in drawn for piece in row}
    samples = legend.rows(_legend(inks, seen), WIDTH_PX - 2 * MARGIN_PX)
    notes = wrapped([LAYERS[recording.kernel_layer], *_empty_note(lanes), *recording.notes])
    head = (30 if title else 0) + 10 + len(samples) * legend.ROW_PX + 8
    high = max(40.0, len(lanes) * pitch)
    figure = blank(WIDTH_PX, head + high + AXIS_PX + len(notes) * NOTE_PX + 6)
    title_of(figure, title)
    legend.draw(_axes(figure, MARGIN_PX, head - 8 - len(samples) * legend.ROW_PX, WIDTH_PX - 2 * MARGIN_PX,
                      max(1, len(samples)) * legend.ROW_PX), samples, inks, WIDTH_PX - 2 * MARGIN_PX)  # fmt: skip
    axes = _axes(figure, left, head, wide, high)
    unit = S if window.end - window.start >= SECONDS_FROM else MS
    axes.set_xlim(window.start / unit, window.end / unit)
    axes.set_ylim(high, 0)
    axis(axes, unit, last=True)
    for row, (cpu, pieces) in enumerate(zip(lanes, drawn, strict=True)):
        middle = row * pitch + (GAP_PX / 2 + NAMES_PX + FULL_PX / 2 if named else pitch / 2)
        half = FULL_PX / 2 if named else pitch * 0.3
        _lane(axes, cpu, pieces, middle, half, inks, unit)
        if named:
            _names(axes, pieces, middle - half - NAMES_PX / 2, pixel_ns, inks, unit)
    if not lanes:
        axes.text(0.5, 0.5, "This machine does not tell who was on which CPU.", transform=axes.transAxes, ha="center",
                  va="center", fontsize=10, family=SANS, color=WORDS)  # fmt: skip
    for number, note in enumerate(notes):
        y = 1 - (head + high + AXIS_PX + (number + 0.5) * NOTE_PX) / (figure.get_figheight() * DPI)
        figure.text(1 - MARGIN_PX / WIDTH_PX, y, note, fontsize=LETTERS, color=SOFT_WORDS, family=SANS, ha="right",
                    va="center_baseline", parse_math=False)  # fmt: skip
    return figure


class Inks(Colours):
    """Colour and hatch of each process, by its role; the first one is black, as the interpreter is in a timeline."""

    def __init__(self, recording: Recording):
        self.roles = {process.pid: ascii_only(process.role) for process in recording.processes}
        self.first = next(iter(self.roles.values()), None)
        super().__init__(role for role in self.roles.values() if role != self.first)

    def of(self, role: str | None) -> str:
        return super().of(None if role == self.first else role)

    def hatch(self, role: str | None) -> str | None:
        return super().hatch(None if role == self.first else role)


def lanes_of_cpus(recording: Recording) -> dict[int, list[OnCpu]]:
    """The turns on each CPU, in order of time; of very many CPUs those that the program used longest."""
    pids = {process.pid for process in recording.processes}
    found: dict[int, list[OnCpu]] = defaultdict(list)
    for turn in sorted(recording.on_cpu, key=lambda turn: (turn.start_ns, turn.end_ns)):
        if turn.pid in pids:
            found[turn.cpu].append(turn)
    used = {cpu: sum(turn.end_ns - turn.start_ns for turn in turns) for cpu, turns in found.items()}
    kept = set(sorted(used, key=lambda cpu: (-used[cpu], cpu))[:MOST_LANES])
    return {cpu: found[cpu] for cpu in sorted(kept)}


def _pieces(turns: list[OnCpu], inks: Inks, window: Window, pixel_ns: float) -> list[Piece]:
    """What is drawn in a lane: turns in a row of one process are one piece, crowds of short ones are merged."""

    def with_gaps() -> Iterator[tuple]:
        last: tuple | None = None
        for turn in turns:
            role = inks.roles[turn.pid]
            if last and role == last[3] and turn.start_ns <= last[1]:
                last = last[0], max(last[1], turn.end_ns), ON, role
                continue
            if last:
                yield last
                if turn.start_ns > last[1]:
                    yield last[1], turn.start_ns, GAP, None
            last = turn.start_ns, turn.end_ns, ON, role
        if last:
            yield last

    drawn = coarse(clipped(list(with_gaps()), window.start, window.end), pixel_ns)
    return [piece for piece in drawn if piece.state != GAP]


def _legend(inks: Inks, seen: set) -> list[tuple[object, str]]:
    there = [role for role in dict.fromkeys(inks.roles.values()) if role in seen]
    found: list = [(("process", role), role) for role in there[: legend.FUNCTIONS]]
    if len(there) > legend.FUNCTIONS:
        found.append((None, f"and {len(there) - legend.FUNCTIONS} more processes"))
    if SEVERAL in seen:
        found.append((MIXED, "several processes, too fine to draw"))
    return [*found, ("empty", EMPTY)] if there else []


def _empty_note(lanes: dict) -> list[str]:
    return [f"{EMPTY}: the CPU was idle or had other programs; which of the two is not recorded"] * bool(lanes)


def _axes(figure: Figure, left: float, top: float, wide: float, high: float) -> Axes:
    across, down = figure.get_figwidth() * DPI, figure.get_figheight() * DPI
    return figure.add_axes((left / across, 1 - (top + high) / down, wide / across, high / down))


def _lane(axes: Axes, cpu: int, pieces: list[Piece], middle: float, half: float, inks: Inks, unit: float) -> None:
    axes.annotate(f"CPU {cpu}", (0, middle), xycoords=("axes fraction", "data"), xytext=(-12 * 72 / DPI, 0),
                  textcoords="offset points", ha="right", va="center_baseline", fontsize=9 if half >= 10 else LETTERS,
                  family=SANS, color=WORDS)  # fmt: skip
    line = [[(axes.get_xlim()[0], middle), (axes.get_xlim()[1], middle)]]
    axes.add_collection(LineCollection(line, colors=[LIFE], linewidths=1, linestyles=[(0, (1, 2.5))], zorder=1))
    bars = defaultdict(list)
    for piece in pieces:
        mixture = piece.state == MIXED and (piece.function == SEVERAL or piece.share < MOSTLY)
        bars[MIXED if mixture else ON, piece.function].append(
            (piece.start / unit, piece.end / unit, middle - half, middle + half)
        )
    pixel = (axes.get_xlim()[1] - axes.get_xlim()[0]) / (axes.get_position().width * WIDTH_PX)
    for (state, role), boxes in bars.items():
        colour = inks.of(role)
        face = mixed(colour, 0.45) if state == MIXED else colour
        collection = PolyCollection(rectangles(boxes), facecolors=[face], edgecolors=[face], linewidths=0.35, zorder=3,
                                    gid=f"on {role}")  # fmt: skip
        axes.add_collection(collection)
        hatch = "|||||" if state == MIXED else inks.hatch(role)
        wide = [box for box in boxes if box[1] - box[0] >= STRIPES_PX * pixel]
        if hatch and wide:
            edge = colour if state == MIXED else mixed(PAPER, 0.45, colour)
            axes.add_collection(PolyCollection(rectangles(wide), facecolors="none", linewidths=0, edgecolors=[edge],
                                               hatch=hatch, zorder=3.5, gid="hatch"))  # fmt: skip


def _names(axes: Axes, pieces: list[Piece], y: float, pixel_ns: float, inks: Inks, unit: float) -> None:
    for piece in pieces:
        if piece.function in (None, SEVERAL):
            continue
        if width_px(piece.function, LETTERS) + 2 <= (piece.end - piece.start) / pixel_ns:
            ink = NEUTRAL if piece.function == inks.first else inks.letters(piece.function)
            axes.text((piece.start + piece.end) / 2 / unit, y, piece.function, fontsize=LETTERS, color=ink, family=SANS,
                      ha="center", va="center_baseline", parse_math=False)  # fmt: skip
