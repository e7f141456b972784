"""Which processes have no lane of their own, and what is drawn in their place?

A page can show some forty lanes. Of more, the first ones in tree order keep theirs, so that a parent is there if its
child is; the others are counted in one row at the bottom, as a curve of how many of them were alive.

    main            ███████
      child 1         ██████
                    ▁▂▃▅▇█▇▅▃▁   at most 14 of them alive at once
      260 more
"""

from __future__ import annotations

import numpy as np
from matplotlib.collections import PolyCollection

from ....recording.intervals import most_at_once
from ....recording.recording import Process
from ...ink import LIFE, WORDS, mixed
from ...lettering import width_px
from ..look import LETTERS
from ..panel import Panel
from .lanes import Lane, end_of

MOST_LANES = 40
FOLDED_HIGH = 0.46  # inches


def fold(lanes: list[list[Lane]]) -> list[tuple[list[Lane], list[Process]]]:
    """Of each panel's lanes those that are drawn, and the processes that are only counted."""
    total, found = sum(map(len, lanes)), []
    for rows in lanes:
        most = len(rows) if total <= MOST_LANES else max(2, MOST_LANES * len(rows) // total)
        kept = rows if len(rows) <= most else rows[: most - 1]
        there = {lane.process.pid for lane in kept}
        found.append(
            (kept, [lane.process for lane in rows[len(kept) :] if lane.process.pid not in there and lane.first])
        )
    return found


def folded_name(folded: list[Process]) -> str:
    """What the row is called."""
    return f"{len(folded)} more process{'' if len(folded) == 1 else 'es'}"


def draw_folded(panel: Panel) -> None:
    """How many of the counted ones were alive when."""
    lives = [(process.created_ns, end_of(process, panel.recording)) for process in panel.folded]
    most = most_at_once(lives)
    if not most:
        return
    edges = sorted([(start, 1) for start, _ in lives] + [(end, -1) for _, end in lives])
    times = np.array([time for time, _ in edges], dtype=float)
    alive = np.cumsum([step for _, step in edges])
    start, end = panel.window.start, panel.window.end
    before = alive[np.searchsorted(times, start, side="right") - 1] if times[0] <= start else 0
    inside = (times > start) & (times < end)
    times, alive = np.concatenate([[start], times[inside], [end]]), np.concatenate([[before], alive[inside], [0]])
    alive[-1] = alive[-2]
    high = FOLDED_HIGH - 0.06 - 0.16
    bottom = panel.folded_top + FOLDED_HIGH - 0.05
    xs = np.repeat(times, 2)[1:] / panel.unit
    ys = bottom - np.repeat(alive, 2)[:-1] / most * high
    outline = np.concatenate([[[xs[0], bottom]], np.stack([xs, ys], 1), [[xs[-1], bottom]]])
    panel.axes.add_collection(
        PolyCollection([outline], facecolors=[mixed(LIFE, 0.4)], edgecolors=[LIFE], linewidths=0.8, gid="folded")
    )
    text = f"at most {most} of them alive at once"
    middle = panel.px(times[int(np.argmax(alive))])
    left = max(2.0, min(middle - 20, panel.width_px - width_px(text, LETTERS) - 4))
    panel.write(panel.ns(left), panel.folded_top + 0.09, text, LETTERS, WORDS, "left")
