"""How wide is this text, and how much of it fits? And may it stand in a figure at all?

Only ASCII does: a machine without a font for some script would show empty boxes instead. The fonts
are those that matplotlib brings with it, so widths are the same everywhere.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font

SANS, MONO = "DejaVu Sans", "DejaVu Sans Mono"
DPI = 100  # of the layout: one pixel of it is one pixel of a notebook's page


def ascii_only(text: str) -> str:
    """The text in ASCII: accents are dropped, anything else outside ASCII becomes a question mark.

    Control characters (a tab, a bell) become spaces. A dollar sign starts no formula.
    """
    plain = []
    for letter in unicodedata.normalize("NFKD", text):
        if " " <= letter <= "~":
            plain.append(letter)
        elif not unicodedata.combining(letter):
            plain.append(" " if unicodedata.category(letter) in ("Cc", "Zs") else "?")
    return "".join(plain)


@lru_cache(maxsize=8)
def _font(family: str, weight: str):
    return get_font(findfont(FontProperties(family=family, weight=weight)))


@lru_cache(maxsize=4096)
def width_px(text: str, size: float, family: str = SANS, weight: str = "normal") -> float:
    """How many layout pixels `text` takes at `size` points."""
    font = _font(family, weight)
    font.set_size(size, DPI)
    font.set_text(text, 0.0)
    return font.get_width_height()[0] / 64


def shortened(
    text: str, room_px: float, size: float, family: str = SANS, least: int = 4, weight: str = "normal"
) -> str:
    """The text, or as much of it as fits with three dots; "" if not even `least` letters would."""
    text = ascii_only(text)
    if width_px(text, size, family, weight) <= room_px:
        return text
    keep = int(len(text) * room_px / max(1.0, width_px(text, size, family, weight)))
    while keep >= least and width_px(text[:keep].rstrip() + "...", size, family, weight) > room_px:
        keep -= 1
    return text[:keep].rstrip() + "..." if keep >= least else ""
