"""What do the marks mean? A row of samples, of only what is in the picture."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from ..ink import ARROW, LIFE, LIMIT, NEUTRAL, PAPER, WORDS, Colours, mixed
from ..lettering import shortened, width_px
from .boxes import rectangles
from .lanes.pieces import MIXED, ON, READY, SEVERAL

SIZE = 8
ROW_PX = 20
SAMPLE_PX = 22
GAP_PX = 16
FUNCTIONS = 12  # more samples than that are no help

# In reading order: states, then lives, then events.
TEXTS = {
    ON: "on a CPU",
    READY: "ready, waiting for a CPU",
    MIXED: "many short turns, too fine to draw",
    "life": "alive, waiting",
    "life, sampled": "alive, not seen on a CPU",
    "life, unknown": "alive",
    "zombie": "ended, not yet collected (zombie)",
    "fork": "started a process",
    "collected": "collected by its parent",
    "stdout": "wrote a line",
    "stderr": "wrote to stderr",
    "cut": "a call that did not return",
    "unrecorded": "not recorded from here",
    "gap": "no record of the CPUs",
    "stopped": "the limit that stopped it",
    "interrupted": "where it was interrupted",
    "end": "ended with exit code 0",
}


LIVES = {"exact": "life", "sampled": "life, sampled", "none": "life, unknown"}


def items(seen: set, colours: Colours, layers: set[str]) -> list[tuple[object, str]]:
    """What the legend must explain, as (key, text). A thin line means least where the layer knows least."""
    life = next(LIVES[layer] for layer in ("none", "sampled", "exact") if layer in layers)
    found: list = [(key, text) for key, text in TEXTS.items() if key in seen or key == life]
    functions = [name for name in [*colours.functions, SEVERAL] if ("function", name) in seen]
    functions_shown = functions[:FUNCTIONS]
    found += [
        (("function", name), name if name == SEVERAL else f"in {shortened(name, 200, SIZE)}()")
        for name in functions_shown
    ]
    if len(functions) > FUNCTIONS:
        found.append((None, f"and {len(functions) - FUNCTIONS} more functions"))
    return found


def rows(found: list[tuple[object, str]], room_px: float) -> list[list[tuple[float, object, str]]]:
    """The items broken into rows, each item with its place from the left."""
    broken: list = [[]]
    at = 0.0
    for key, text in found:
        wide = SAMPLE_PX + 6 + width_px(text, SIZE) + GAP_PX
        if at and at + wide - GAP_PX > room_px:
            broken.append([])
            at = 0.0
        broken[-1].append((at, key, text))
        at += wide
    return broken


def draw(axes: Axes, broken: list, colours: Colours, room_px: float) -> None:
    """Draw the rows into axes that count in pixels, downwards."""
    axes.set_xlim(0, room_px)
    axes.set_ylim(len(broken) * ROW_PX, 0)
    axes.axis("off")
    axes.set_xticks([])
    axes.set_yticks([])
    for row, entries in enumerate(broken):
        y = (row + 0.5) * ROW_PX
        for left, key, text in entries:
            if key is not None:
                _sample(axes, key, left, y, colours)
            axes.text(
                left + (SAMPLE_PX + 6 if key is not None else 0),
                y,
                text,
                fontsize=SIZE,
                color=WORDS,
                family="DejaVu Sans",
                va="center_baseline",
                parse_math=False,
            )


def _box(axes, left, right, y, half, face, edge=None, hatch=None, style="solid"):
    axes.add_collection(
        PolyCollection(
            rectangles([(left, right, y - half, y + half)]),
            facecolors=[face],
            linestyles=[style],
            edgecolors=[edge or face],
            linewidths=0.8 if edge else 0.3,
        )
    )
    if hatch:
        axes.add_collection(
            PolyCollection(
                rectangles([(left, right, y - half, y + half)]),
                facecolors="none",
                linewidths=0,
                edgecolors=[hatch[1]],
                hatch=hatch[0],
            )
        )


def _sample(axes: Axes, key, left: float, y: float, colours: Colours) -> None:
    """The small picture in front of a legend's text."""
    right, middle = left + SAMPLE_PX, left + SAMPLE_PX / 2
    line = {"linewidth": 1.1, "color": LIFE, "zorder": 0.9}
    if key in (READY, MIXED, ON, "cut") or key in LIVES.values():
        axes.plot([left, right], [y, y], **line)
    if key == ON:
        _box(axes, left + 2, right - 2, y, 6, NEUTRAL)
    elif key == READY:
        _box(axes, left + 2, right - 2, y, 3, mixed(NEUTRAL, 0.55), NEUTRAL)
    elif key == MIXED:
        _box(axes, left + 2, right - 2, y, 6, mixed(NEUTRAL, 0.38), hatch=("|||||", NEUTRAL))
    elif key == "zombie":
        _box(axes, left + 2, right - 2, y, 3, PAPER, NEUTRAL, style=(0, (1, 1.5)))
    elif key == "fork":
        axes.plot([middle, middle], [y - 7, y + 4], linewidth=0.9, color=ARROW)
        axes.scatter([middle], [y + 4], s=15, marker="v", c=ARROW, linewidths=0)
    elif key == "collected":
        axes.plot([middle, middle], [y - 4, y + 7], linewidth=0.9, color=ARROW, linestyle=(0, (3, 2)))
        axes.scatter([middle], [y - 4], s=15, marker="^", c=PAPER, edgecolors=ARROW, linewidths=0.8, zorder=3)
    elif key in ("stdout", "stderr"):
        axes.scatter(
            [middle],
            [y],
            s=16,
            marker="^" if key == "stdout" else "D",
            c=NEUTRAL if key == "stdout" else PAPER,
            edgecolors=NEUTRAL,
            linewidths=0.7,
        )
    elif key == "cut":
        for shift in (-2, 2):
            axes.plot([middle + shift - 2, middle + shift + 2], [y + 7, y - 7], linewidth=1.1, color=NEUTRAL)
    elif key == "unrecorded":
        for step in range(6):
            _box(axes, left + step * 3.6, left + step * 3.6 + 3.6, y, 6, mixed(NEUTRAL, 0.25 * (1 - step / 6)))
    elif key == "gap":
        _box(axes, left, right, y, 6, PAPER, hatch=("////", mixed(NEUTRAL, 0.25)))
    elif key == "end":
        axes.scatter([middle], [y], s=14, marker="o", c=PAPER, edgecolors=NEUTRAL, linewidths=1.1)
    elif key in ("stopped", "interrupted"):
        _box(axes, middle - 3, middle + 3, y, 8, LIMIT)
        axes.plot([middle, middle], [y - 8, y + 8], linewidth=0.9, color=NEUTRAL, linestyle=(0, (6, 2)))
    elif key == "empty":
        axes.plot([left, right], [y, y], linewidth=1, color=LIFE, linestyle=(0, (1, 2.5)))
    elif isinstance(key, tuple) and key[0] == "process":
        colour, hatch = colours.of(key[1]), colours.hatch(key[1])
        _box(axes, left + 1, right - 1, y, 6, colour, hatch=(hatch, mixed(PAPER, 0.45, colour)) if hatch else None)
    elif isinstance(key, tuple):
        _function(axes, key[1], left, right, y, colours)


def _function(axes, name, left, right, y, colours):
    colour = colours.of(name)
    _box(axes, left, right, y, 7, mixed(colour, 0.16), mixed(colour, 0.42))
    hatch = colours.hatch(name)
    _box(axes, left + 2, right - 2, y, 4, colour, hatch=(hatch, mixed(PAPER, 0.45, colour)) if hatch else None)
