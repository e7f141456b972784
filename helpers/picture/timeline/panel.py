"""Where does everything stand? One recording's part of the page: its axes, its scale, its free places.

Across, a panel counts in ms or s, as its axis does. Down, it counts in inches from its top, so that a
thickness means the same in every picture. Texts are placed where there is room: `take` says whether a
place in a lane's row is still free, and reserves it.

    label area | pad |<------- the window from start to end ------->| room for `exit 0` |
    main 4711  |     ████████──────────────────────────────────██───o exit 0            |
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from matplotlib.axes import Axes

from ...recording.recording import Recording
from ..ink import PAPER, WORDS, Colours
from ..lettering import SANS, ascii_only, width_px
from .lanes.lanes import Lane

MS, S = 1_000_000, 1_000_000_000  # in ns
PAD_PX = 7
ROOMY_LANES = 14  # as many have room for words; more would make the page too long
NAMES, WAITS, LINES, ENDS = "names", "waits", "lines", "ends"  # the rows of a lane that hold text


@dataclass(frozen=True)
class Look:
    """How high things are, in inches. Many lanes make thin lanes; the label stays legible."""

    pitch: float
    full: float
    band: float
    lines: float
    letters: float
    roomy: bool  # whether there is a row above and a row below the bar for words

    @classmethod
    def for_lanes(cls, number: int, with_lines: bool) -> Look:
        """The look for that many lanes in one picture."""
        pitch = max(0.15, min(0.62, 5.5 / max(1, number)))
        if number <= ROOMY_LANES:
            pitch = max(pitch, 0.46)
        roomy = pitch >= 0.46
        band = min(0.54, pitch - 0.05) if roomy else 0.86 * pitch
        return cls(
            pitch=pitch + (0.15 if with_lines and roomy else 0),
            full=band - 0.28 if roomy else 0.58 * pitch,
            band=band,
            roomy=roomy,
            lines=0.15 if with_lines and roomy else 0,
            letters=9 if pitch >= 0.2 else 7.5,
        )

    @property
    def ready(self) -> float:
        return self.full / 2


@dataclass
class Panel:
    """One recording on the page, and what has been drawn of it so far."""

    axes: Axes
    recording: Recording
    lanes: list[Lane]
    window: tuple[int, int]
    look: Look
    colours: Colours
    width_px: float
    right_px: float
    unit: float
    seen: set = field(default_factory=set)
    taken: dict = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self):
        start, end = self.window
        inner = max(50.0, self.width_px - self.right_px - PAD_PX)
        self.pixel_ns = (end - start) / inner
        self.axes.set_xlim(self.x(start - PAD_PX * self.pixel_ns), self.x(end + self.right_px * self.pixel_ns))
        self.axes.set_ylim(self.height, 0)
        self.row_of = {lane.process.pid: place for place, lane in enumerate(self.lanes) if lane.first}

    @property
    def height(self) -> float:
        """In inches."""
        return max(1, len(self.lanes)) * self.look.pitch

    def x(self, time_ns: float) -> float:
        return time_ns / self.unit

    def y(self, row: int) -> float:
        """The middle of a lane's bar."""
        return row * self.look.pitch + (self.look.pitch - self.look.lines) / 2

    def px(self, time_ns: float) -> float:
        """Layout pixels from the left end of the axes."""
        return PAD_PX + (time_ns - self.window[0]) / self.pixel_ns

    def ns(self, px: float) -> float:
        """The time at so many layout pixels from the left end of the axes."""
        return self.window[0] + (px - PAD_PX) * self.pixel_ns

    def shows(self, time_ns: float | None) -> bool:
        """Whether the instant lies in the window."""
        return time_ns is not None and self.window[0] <= time_ns <= self.window[1]

    def row_y(self, place: int, row: str) -> float:
        """The middle of one row of text in a lane."""
        look, middle = self.look, self.y(place)
        between = (look.full + look.band) / 4
        return {
            NAMES: middle - between,
            WAITS: middle + between,
            LINES: middle + look.band / 2 + look.lines / 2,
            ENDS: middle,
        }[row]

    def take(self, place: int, row: str, left_px: float, right_px: float) -> bool:
        """Reserve a place for a text; False if it is taken or outside the axes."""
        if left_px < 0 or right_px > self.width_px:
            return False
        if any(left_px < right and left < right_px for left, right in self.taken[place, row]):
            return False
        self.taken[place, row].append((left_px, right_px))
        return True

    def write(self, time_ns, y, text, size, colour=WORDS, align="center", family=SANS, halo=True, **style):
        """Write at an instant, `y` inches down."""
        ground = {"facecolor": PAPER, "alpha": 0.75, "linewidth": 0, "pad": 0.6} if halo else None
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
            bbox=ground,
            zorder=style.pop("zorder", 6),
            **style,
        )

    def write_centred(self, place, row, start_ns, end_ns, texts, size, colour, **style) -> bool:
        """Write the first of `texts` that fits between two instants, as near to their middle as is free."""
        left, right = self.px(max(start_ns, self.window[0])), self.px(min(end_ns, self.window[1]))
        for text in texts:
            wide = width_px(ascii_only(text), size)
            play = right - left - wide - 4
            for shift in (0, -0.25, 0.25, -0.5, 0.5) if text and play >= 0 else ():
                middle = (left + right) / 2 + shift * play
                if self.take(place, row, middle - wide / 2 - 2, middle + wide / 2 + 2):
                    self.write(self.ns(middle), self.row_y(place, row), text, size, colour, **style)
                    return True
        return False
