"""A figure as a file: the same figure gives the same bytes, so a rebuilt page stays as it was."""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure
from PIL import Image

SHARP = 200  # dots per inch: two for each pixel of the page
SAME_EVERY_TIME = {"svg.hashsalt": "processes", "svg.fonttype": "path"}


def png_bytes(figure: Figure) -> bytes:
    """The figure as a PNG at twice the page's resolution, with no date and no version in it.

    With a palette of 256 colours it is a third of the size, and no colour is off by more than 3 of 255:
    a notebook holds a dozen pictures and has to open quickly.
    """
    buffer, small = io.BytesIO(), io.BytesIO()
    figure.savefig(buffer, format="png", dpi=SHARP, metadata={"Software": None}, facecolor=figure.get_facecolor())
    full = Image.open(buffer).convert("RGB")
    palette = full.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    palette.save(small, format="png", optimize=True)
    return small.getvalue()


def save(figure: Figure, path: str | Path) -> Path:
    """Write the figure to a .png or .svg file and return its path.

    Raises ValueError for any other kind of file, OSError if it can't be written.
    """
    path = Path(path)
    if path.suffix == ".png":
        path.write_bytes(png_bytes(figure))
    elif path.suffix == ".svg":
        with matplotlib.rc_context(SAME_EVERY_TIME):
            figure.savefig(
                path, format="svg", metadata={"Date": None, "Creator": None}, facecolor=figure.get_facecolor()
            )
    else:
        raise ValueError(f"{path.name} is neither .png nor .svg: a picture can be saved as one of these two.")
    return path
