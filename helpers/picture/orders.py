"""How often was each order seen? Bars, most frequent first, for a program that was run many times."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from .ink import PALETTE, SOFT_WORDS, WORDS, mixed
from .lettering import MONO, SANS, ascii_only, shortened, width_px
from .sheet import MARGIN_PX, sheet

SIZE, ROW_PX, WIDTH_PX = 9, 25, 900
LONGEST_PX = 420
ROWS = 24  # rarer orders than that are summed up in one bar


def ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The orders, most frequent first and then by name; the rarest of very many together as the last."""
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(order) <= ROWS:
        return order
    rest = order[ROWS - 1 :]
    return [*order[: ROWS - 1], (f"{len(rest)} rarer ones together", sum(count for _, count in rest))]


def draw_orders(counts: Mapping[str, int], title: str | None = None) -> Figure:
    """Horizontal bars of how often each order was seen; `counts` maps an order to its number of runs."""
    bars = ranked(counts)
    total = sum(count for _, count in bars)
    most = max((count for _, count in bars), default=1) or 1
    names = [shortened(name.replace("\n", " "), LONGEST_PX, SIZE, MONO) for name, _ in bars]
    head, foot = 36 if title else 8, 26
    high = head + max(1, len(bars)) * ROW_PX + foot
    figure, axes = sheet(WIDTH_PX, high, title, 19, 12)

    def write(x, y, text, size=SIZE, colour=WORDS, family=SANS, **style):
        axes.text(
            x,
            y,
            ascii_only(text),
            fontsize=size,
            color=colour,
            family=family,
            va="center_baseline",
            parse_math=False,
            **style,
        )

    left = MARGIN_PX + max((width_px(name, SIZE, MONO) for name in names), default=0) + 14
    room = WIDTH_PX - left - 110
    for at, (name, (_, count)) in enumerate(zip(names, bars, strict=True)):
        y = head + (at + 0.5) * ROW_PX
        write(left - 10, y, name, family=MONO, ha="right")
        axes.barh(
            [y],
            [count / most * room],
            left=left,
            height=ROW_PX * 0.62,
            color=[mixed(PALETTE[0][0], 1.0 if at == 0 else 0.55)],
            edgecolor=PALETTE[0][0],
            linewidth=0.6,
        )
        write(left + count / most * room + 7, y, f"{count}  ({count / total:.0%})" if total else "0")
    seen = len(counts)
    write(
        left,
        high - foot / 2 - 2,
        f"{total} runs, {seen} different order{'' if seen == 1 else 's'} seen",
        8,
        SOFT_WORDS,
    )
    return figure
