"""A picture in the page, and its words beside it.

Two outputs: the PNG, which GitHub shows too, and the words as text of the page, which a screen reader
reads. (JupyterLab gives a bare PNG no alternative text.) Both carry the words as `text/plain`, which
is what nbval compares: it does not compare pictures.
"""

from __future__ import annotations

import base64

from ..teach import page


def show_picture(figure, words: str) -> None:
    """Show a matplotlib `figure` and its `words` in a notebook; print the words in a terminal."""
    if not page.is_page():
        print(words)
        return
    from IPython.display import display

    from ..picture import png_bytes

    png = base64.b64encode(png_bytes(figure)).decode("ascii")
    display({"image/png": png, "text/plain": words}, raw=True)
    page.put(page.to_html(words), words)
