"""A picture in the page, and its words beside it: one output with three forms, so that every viewer can show one.

    text/html     <img alt width src="data:…"> and, folded below it, the words    JupyterLab, nbconvert
    image/png     with alt and width in its metadata                              GitHub, LaTeX
    text/plain    the words                                                       nbval compares these, not pictures

JupyterLab ignores an alternative text that stands in metadata only, and shows no SVG in a notebook that it doesn't
trust; this `<img>` keeps its `alt` and its width there. The width is in pixels of the page.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Callable
from typing import TYPE_CHECKING

from ...picture.lettering import DPI
from ...teach import page

if TYPE_CHECKING:  # matplotlib is loaded when the first picture is drawn
    from matplotlib.figure import Figure

ALT_LETTERS = 220  # a screen reader reads an alt in one go; all of the words are below it


def show_picture(
    draw: Callable[[], Figure], words: str, kind: str, in_terminal: str | None = None, script: str = ""
) -> None:
    """Show the matplotlib figure that `draw` makes, and its `words`, in a notebook.

    `kind` says what sort of picture it is ("Timeline"), which begins its alternative text. In a terminal, print
    `in_terminal`, or the words; nothing is drawn. `script` is HTML that follows the picture (see exploring.py).
    """
    if not page.is_page():
        print(in_terminal or words)
        return
    from IPython.display import display

    data, metadata = drawn(draw(), words, kind)
    data["text/html"] += script
    display(data, metadata=metadata, raw=True)


def drawn(figure: Figure, words: str, kind: str) -> tuple[dict, dict]:
    """The output's data and metadata for a figure, its words, and the sort of picture that it is."""
    from ...picture import png_bytes

    return bundle(png_bytes(figure), round(figure.get_figwidth() * DPI), words, kind)


def bundle(png: bytes, width_px: int, words: str, kind: str) -> tuple[dict, dict]:
    """The output's data and metadata for a PNG that is `width_px` pixels of the page wide."""
    encoded, alt = base64.b64encode(png).decode("ascii"), alternative(words, kind)
    shown = (
        f'<img alt="{html.escape(alt)}" width="{width_px}" src="data:image/png;base64,{encoded}">'
        f"<details><summary>In words</summary>{page.to_html(words)}</details>"
    )
    return (
        {"text/html": shown, "image/png": encoded, "text/plain": words},
        {"image/png": {"alt": alt, "width": width_px}},
    )


def alternative(words: str, kind: str) -> str:
    """The words in short: as many of their lines as fit, on one line; at the least the first, cut if it must be."""
    said = f"{kind}:"
    for number, line in enumerate(filter(None, (line.strip().removeprefix("- ") for line in words.split("\n")))):
        longer = f"{said} {line}" if line[-1] in ".:;," else f"{said} {line}."
        if len(longer) > ALT_LETTERS:
            rest = longer[: ALT_LETTERS - 1].rpartition(" ")[0] + " ..." if number == 0 else said
            return f"{rest} The rest is below, in words."
        said = longer
    return said
