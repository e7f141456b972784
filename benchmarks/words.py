"""How a figure stands on the page: with its unit, and with its spread; and how cells become a table of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .rounds import Spread

Row = tuple[str, ...]
NOTHING = "–"


def spread(found: Spread | None, form: Callable[[float], str]) -> str:
    """`1.05 (1.01 … 1.12)`; the median alone where there was one run."""
    if found is None:
        return NOTHING
    if found.count == 1:
        return f"{form(found.median)} (one run)"
    return f"{form(found.median)} ({form(found.least)} … {form(found.most)})"


def middle(found: Spread | None, form: Callable[[float], str]) -> str:
    return NOTHING if found is None else form(found.median)


def seconds(value: float) -> str:
    return f"{value:.2f} s" if abs(value) >= 1 else f"{1000 * value:.3g} ms"


def milli(value: float) -> str:
    return f"{value:.0f} ms" if abs(value) >= 10 else f"{value:.1f} ms"


def micro(value: float) -> str:
    return f"{value:.2f} µs"


def megabytes(value: float) -> str:
    return f"{value:.0f} MB"


def times(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def size(value: float) -> str:
    return f"{value / 1024:,.0f} KiB" if value < 1 << 20 else f"{value / (1 << 20):,.1f} MiB"


def table(lines: Sequence[Row]) -> str:
    """Markdown of a head and its rows."""
    head, *body = [[cell.replace("|", "\\|") for cell in line] for line in lines]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *body))
