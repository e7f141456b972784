"""A picture in the page, and its words beside it.

Two outputs: the PNG, which GitHub shows too, and the words as text of the page, which a screen reader
reads. (JupyterLab gives a bare PNG no alternative text.) Both carry the words as `text/plain`, which
is what nbval compares: it does not compare pictures.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

from ..teach import page


def show_picture(draw: Callable[[], object], words: str, in_terminal: str | None = None) -> None:
    """Show the matplotlib figure that `draw` makes, and its `words`, in a notebook.

    In a terminal, print `in_terminal`, or the words; nothing is drawn.
    """
    if not page.is_page():
        print(in_terminal or words)
        return
    from IPython.display import display

    from ..picture import png_bytes

    png = base64.b64encode(png_bytes(draw())).decode("ascii")
    display({"image/png": png, "text/plain": words}, raw=True)
    page.put(page.to_html(words), words)
