"""How long was a turn on the CPU? A histogram of turns that ended because the process was preempted.

The hundredth of a second that textbooks tell is marked; the axis ends where the turns do. Turns that ended in a wait
are left out: a process that goes to sleep of itself was not sent off.
"""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ..recording.recording import Recording
from .ink import FAINT, PALETTE, PAPER, SOFT_WORDS, WORDS, mixed
from .lettering import DPI, SANS, ascii_only, shortened

WIDTH_PX, HIGH_PX = 900, 300
TEXTBOOK_MS = 10
BINS_MS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
MOST_BINS = 40


def lengths_ms(recording: Recording) -> list[float]:
    """The lengths, in ms, of all turns that the kernel ended, the longest last."""
    return sorted((turn.end_ns - turn.start_ns) / 1e6 for turn in recording.on_cpu if turn.preempted)


def draw_turns(recording: Recording, title: str | None = None) -> Figure:
    """How many turns were how long, each weighed by the time that was spent in it.

    A thousand turns of a microsecond are less of a program's life than one turn of 4 ms, so a bar
    is as high as the share of all time on the CPU that was spent in turns of that length.
    """
    lengths = lengths_ms(recording)
    figure = Figure(figsize=(WIDTH_PX / DPI, HIGH_PX / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.07, 0.2, 0.9, 0.62))
    axes.set_facecolor(PAPER)
    longest = lengths[-1] if lengths else 1.0
    width = next((width for width in BINS_MS if longest / width <= MOST_BINS), longest / MOST_BINS)
    edges = [number * width for number in range(int(longest / width) + 3)]
    end = edges[-1]
    total = sum(lengths) or 1
    axes.hist(
        lengths, bins=edges, weights=[100 * length / total for length in lengths],
        color=mixed(PALETTE[0][0], 0.75), edgecolor=PALETTE[0][0], linewidth=0.6,
    )  # fmt: skip
    style = {"fontsize": 9, "family": SANS, "parse_math": False}
    if end >= TEXTBOOK_MS:
        axes.axvline(TEXTBOOK_MS, color=WORDS, linewidth=1, linestyle=(0, (4, 3)))
        before = 0.75 * end < TEXTBOOK_MS
        axes.text(TEXTBOOK_MS, 1.0, " a hundredth of a second ", transform=axes.get_xaxis_transform(), va="top",
                  ha="right" if before else "left", color=WORDS, **style)  # fmt: skip
    else:
        axes.text(1.0, 1.0, f"a hundredth of a second ({TEXTBOOK_MS} ms) lies beyond the right edge",
                  transform=axes.transAxes, va="top", ha="right", color=WORDS, **style)  # fmt: skip
    axes.set_xlim(0, end)
    axes.set_xlabel("length of a turn in milliseconds", fontsize=9, color=SOFT_WORDS, family=SANS)
    axes.set_ylabel("% of the time on a CPU", fontsize=9, color=SOFT_WORDS, family=SANS)
    axes.tick_params(labelsize=9, color=FAINT)
    axes.grid(axis="y", color=FAINT, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    if title:
        figure.text(0.012, 0.92, ascii_only(shortened(title, WIDTH_PX - 24, 12)), fontsize=12, color=WORDS,
                    family=SANS, va="center_baseline", parse_math=False)  # fmt: skip
    figure.text(0.97, 0.92, f"{len(lengths)} turns that the kernel ended", fontsize=8, color=SOFT_WORDS, ha="right",
                family=SANS, va="center_baseline")  # fmt: skip
    return figure
