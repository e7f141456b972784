"""The colours, and which function gets which.

The colours are Okabe and Ito's eight, chosen so that colour-blind people can tell them apart. They
come here in an order in which neighbours also differ in lightness, and most carry a hatch of their
own on wide bars, so a black-and-white print tells functions apart as well. Functions are
coloured in alphabetical order, so that one program has the same colours on every run; those of an earlier picture on
the same page keep the colours that they had there.
"""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.colors import to_rgb

from .timeline.lanes.pieces import SEVERAL

NEUTRAL = "#2b2f36"  # on a CPU, outside the program's functions: the interpreter itself
LIFE = "#8d959d"  # the thin line of a life
ARROW = "#7d8790"
FAINT = "#e3e7ea"
WORDS = "#1b1e23"
SOFT_WORDS = "#626a73"
PAPER = "#ffffff"
LIMIT = "#e9e2d3"
MARK = "#c1121f"  # red is no function's colour, so nobody takes what a lesson marks for a part of the recording

# Okabe, Ito (2008), "Color Universal Design"; hatch patterns as matplotlib spells them.
PALETTE = (
    ("#0072B2", None),
    ("#E69F00", None),
    ("#009E73", "\\\\\\"),
    ("#CC79A7", "..."),
    ("#D55E00", "///"),
    ("#56B4E9", "xxx"),
    ("#F0E442", "|||"),
)


def mixed(colour: str, share: float, ground: str = PAPER) -> tuple[float, float, float]:
    """`share` of the colour (0 to 1) on a ground of white, or of another colour."""
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(to_rgb(colour), to_rgb(ground), strict=True))
    return red, green, blue


def lightness(colour) -> float:
    """How light the colour is in a black-and-white print, from 0 to 1 (Rec. 709)."""
    red, green, blue = to_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Colours:
    """Which colour and which hatch each function of one picture has.

    `known` remembers the places in the palette from one picture to the next; new functions are added to it.
    """

    def __init__(self, functions: Iterable[str], known: dict[str, int] | None = None):
        known = {} if known is None else known
        self.functions = sorted(set(functions))
        self._inks: dict[str, tuple] = {}
        used: set[int] = set()
        for name in sorted(self.functions, key=lambda name: (name not in known, name)):
            free = [place for place in range(len(PALETTE)) if place not in used] or [len(self._inks) % len(PALETTE)]
            place = known.get(name, free[0])
            place = place if place not in used else free[0]
            used.add(place)
            known.setdefault(name, place)
            self._inks[name] = PALETTE[place]

    def of(self, function: str | None) -> str:
        """The colour of a function; the neutral one for None and for several at once."""
        return NEUTRAL if function in (None, SEVERAL) else self._inks[function][0]

    def hatch(self, function: str | None) -> str | None:
        """The hatch of a function, None for those that have none."""
        return None if function in (None, SEVERAL) else self._inks[function][1]

    def letters(self, function: str | None):
        """The colour for the function's name on its own pale band: dark enough to read."""
        return mixed(self.of(function), 0.62, "#000000")
