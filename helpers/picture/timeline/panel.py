"""Where does everything stand? One recording's part of the page: its axes, its scale, its free places.

Across, a panel counts in ms or s, as its axis does. Down, it counts in inches from its top, so that a
thickness means the same in every picture. Texts are placed where there is room: `take` says whether a
place in a lane's row is still free, and reserves it. A text that can't avoid an arrow is written over it on a
ground of its own, so that no arrow goes through a word.

    label area | pad |stub|<---- the window from start to end ---->| room for `exit 0` |
               |     |    |   ┆ the question is asked              |                   |   what a lesson marks
    main 4711  |     ▐▌┄┄ ████████────────────────────────────██───o exit 0            |
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from matplotlib.axes import Axes

from ...recording.recording import Process, Recording
from ..ink import PAPER, WORDS, Colours
from ..lettering import SANS, ascii_only, width_px
from .lanes.lanes import Lane
from .look import WORDS_HIGH, Look
from .window import Window

MS, S = 1_000_000, 1_000_000_000  # in ns
SECONDS_FROM = 5 * S  # from here on an axis counts in seconds
PAD_PX = 7
STUB_PX = 26
STUB_GAP_PX = 7
NAMES, WAITS, LINES, ENDS = "names", "waits", "lines", "ends"  # the rows of a lane that hold text
SHIFTS = (0, -0.25, 0.25, -0.5, 0.5)  # of a text's play, from the middle


@dataclass
class Panel:
    """One recording on the page, and what has been drawn of it so far."""

    axes: Axes
    recording: Recording
    lanes: list[Lane]
    folded: list[Process]
    window: Window
    colours: Colours
    width_px: float
    right_px: float
    unit: float
    seen: set = field(default_factory=set)
    taken: dict = field(default_factory=lambda: defaultdict(list))
    crossed: dict = field(default_factory=lambda: defaultdict(list))
    lines: dict = field(default_factory=dict)  # lane → the texts of its lines, placed (printed.py)
    marks: list = field(default_factory=list)  # placed (marks.py)

    def __post_init__(self):
        start, end = self.window.start, self.window.end
        self.left_px = PAD_PX + (STUB_PX + STUB_GAP_PX if self.window.stub else 0)
        self.pixel_ns = (end - start) / max(50.0, self.width_px - self.right_px - self.left_px)
        self.axes.set_xlim(self.x(self.ns(0)), self.x(self.ns(self.width_px)))
        self.row_of = {lane.process.pid: place for place, lane in enumerate(self.lanes) if lane.first}

    def lay_out(self, look: Look, rows_of_lines: list[int], marks_high: float, folded_high: float) -> None:
        """Give each lane its height; `rows_of_lines` says how many each needs. `marks_high` is left free above them."""
        self.look, self.marks_high, self.rows_of_lines = look, marks_high, rows_of_lines
        self._tops, top = [], marks_high
        for lane, rows in zip(self.lanes, rows_of_lines, strict=True):
            self._tops.append(top)
            top += look.height(lane.busy, rows)
        self.folded_top, self.height = top, max(0.2, top + folded_high)
        self.axes.set_ylim(self.height, 0)

    def x(self, time_ns: float) -> float:
        return time_ns / self.unit

    def y(self, place: int) -> float:
        """The middle of a lane's bar."""
        look = self.look
        above = look.names if self.lanes[place].busy else min(look.names, 0.05)
        return self._tops[place] + look.gap / 2 + above + look.full / 2

    def band(self) -> tuple[float, float]:
        """How far a function's band reaches above and below the middle of a bar."""
        thin = 0.0 if self.look.names else self.look.gap * 0.35
        return self.look.full / 2 + self.look.names + thin, self.look.full / 2 + self.look.waits + max(thin, 0.02)

    def px(self, time_ns: float) -> float:
        """Layout pixels from the left end of the axes."""
        return self.left_px + (time_ns - self.window.start) / self.pixel_ns

    def ns(self, px: float) -> float:
        """The time at so many layout pixels from the left end of the axes."""
        return self.window.start + (px - self.left_px) * self.pixel_ns

    def shows(self, time_ns: float | None) -> bool:
        """Whether the instant lies in the window."""
        return time_ns is not None and self.window.start <= time_ns <= self.window.end

    def row_y(self, place: int, row: str, number: int = 0) -> float:
        """The middle of one row of text in a lane; of lines there are several, the first has number 0."""
        look, middle = self.look, self.y(place)
        return {
            NAMES: middle - (look.full + look.names) / 2,
            WAITS: middle + (look.full + look.waits) / 2,
            LINES: middle + look.full / 2 + look.waits + 0.045 + (number + 0.5) * WORDS_HIGH,
            ENDS: middle,
        }[row]

    def take(self, place: int, row: str, left_px: float, right_px: float, over_arrows: bool = False) -> bool:
        """Reserve a place for a text; False if it is taken, crossed by an arrow, or outside the axes."""
        if left_px < 0 or right_px > self.width_px:
            return False
        if any(left_px < right and left < right_px for left, right in self.taken[place, row]):
            return False
        if not over_arrows and any(left_px < at < right_px for at in self.crossed[place, row]):
            return False
        self.taken[place, row].append((left_px, right_px))
        return True

    def write(self, time_ns, y, text, size, colour=WORDS, align="center", family=SANS, ground=PAPER, alpha=1, **style):
        """Write at an instant, `y` inches down, on a ground of this colour (None: on what is there)."""
        box = None if ground is None else {"facecolor": ground, "alpha": alpha, "linewidth": 0, "pad": 0.6}
        self.axes.text(
            self.x(time_ns),
            y,
            ascii_only(text),
            fontsize=size,
            color=colour,
            family=family,
            ha=align,
            va="center_baseline",
            parse_math=False,
            bbox=box,
            zorder=style.pop("zorder", 6),
            **style,
        )

    def write_centred(self, place, row, start_ns, end_ns, texts, size, colour, ground=None, **style) -> bool:
        """Write the first of `texts` that fits between two instants, as near to their middle as is free.

        It avoids arrows if it can; if it can't, it is written over them on `ground`.
        """
        left, right = self.px(max(start_ns, self.window.start)), self.px(min(end_ns, self.window.end))
        for text in texts:
            wide = width_px(ascii_only(text), size)
            play = right - left - wide - 4
            if not text or play < 0:
                continue
            for over_arrows in (False, True):
                for shift in SHIFTS:
                    middle = (left + right) / 2 + shift * play
                    if self.take(place, row, middle - wide / 2 - 2, middle + wide / 2 + 2, over_arrows):
                        behind = (ground or PAPER) if over_arrows else None
                        y = self.row_y(place, row)
                        self.write(self.ns(middle), y, text, size, colour, ground=behind, **style)
                        return True
        return False
