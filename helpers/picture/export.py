"""A figure as a file: the same figure gives the same bytes, so a rebuilt page stays as it was."""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure
from PIL import Image

SHARP = 135  # dots per inch in a notebook, where a picture is stored twice: four dots for three pixels of the page
PRINTED = 200  # in a file: two for each
COLOURS = 32  # of a PNG's palette
SAME_EVERY_TIME = {"svg.hashsalt": "processes", "svg.fonttype": "path"}


def png_bytes(figure: Figure, dots_per_inch: int = SHARP) -> bytes:
    """The figure as a PNG, with no date and no version in it.

    A notebook holds a dozen pictures, each of them twice (as HTML and as a PNG), and has to open quickly: with a
    palette of 32 colours a picture is half the size that it has with 256, and letters look no worse.
    """
    buffer, small = io.BytesIO(), io.BytesIO()
    figure.savefig(
        buffer, format="png", dpi=dots_per_inch, metadata={"Software": None}, facecolor=figure.get_facecolor()
    )
    full = Image.open(buffer).convert("RGB")
    full.quantize(palette=_palette(full), dither=Image.Dither.NONE).save(small, format="png", optimize=True)
    return small.getvalue()


def _palette(picture: Image.Image) -> Image.Image:
    """The picture's most frequent colours: half of them may be near to one another, as two functions' pale bands are.

    The rest, which are mostly the edges of letters, are far from all others. Pillow's own methods average colours, or
    spread them evenly: either way a pale band turns grey.
    """
    counted = sorted(picture.getcolors(picture.width * picture.height), key=lambda item: (-item[0], item[1]))
    chosen: list[tuple[int, int, int]] = []
    for apart, most in ((8, COLOURS // 2), (36, COLOURS), (12, COLOURS)):
        for _, colour in counted:
            if len(chosen) == most:
                break
            if all(max(abs(a - b) for a, b in zip(colour, other, strict=True)) >= apart for other in chosen):
                chosen.append(colour)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in chosen for part in colour])
    return palette


def save(figure: Figure, path: str | Path) -> Path:
    """Write the figure to a .png or .svg file and return its path.

    Raises ValueError for any other kind of file, OSError if it can't be written.
    """
    path = Path(path)
    if path.suffix == ".png":
        path.write_bytes(png_bytes(figure, PRINTED))
    elif path.suffix == ".svg":
        with matplotlib.rc_context(SAME_EVERY_TIME):
            figure.savefig(
                path, format="svg", metadata={"Date": None, "Creator": None}, facecolor=figure.get_facecolor()
            )
    else:
        raise ValueError(f"{path.name} is neither .png nor .svg: a picture can be saved as one of these two.")
    return path
